"""Bundles changed at three depths by an enemy; what becomes of each, and what it costs."""
