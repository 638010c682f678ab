"""How an official document looks, compared with the rules of its form: pages read into components, rules as tables, findings."""
