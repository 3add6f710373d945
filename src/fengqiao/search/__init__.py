"""Search for the article that answers a question: pure Python, no Django, no network, no model to download."""
