"""Fengqiao 网上枫桥: online dispute resolution and online court."""
