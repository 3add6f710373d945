"""Who reaches what: a table of every door, the secrets of private talks, and hostile input."""
