"""Pages as a browser shows them: one headless Chromium for all of them."""
