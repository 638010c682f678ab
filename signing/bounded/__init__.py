"""Unknown PDFs are opened in a child process with limits on time and memory, never in the server itself."""
