"""Declared by the owner of the procedure."""
