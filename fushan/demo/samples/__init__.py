"""Workbooks of invented records (docs/samples/简报样表) that add up to what the article tells."""
