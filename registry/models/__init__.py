"""What is kept in the registry (văn thư): drafts, incoming documents, copies, exchanges; one file a noun."""
