"""The law that answers a question in everyday words: a public page without log-in."""
