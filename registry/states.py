"""When a draft, an incoming document or a copy may change."""
