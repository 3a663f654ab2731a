"""Publications from a made-up repository of real records."""
