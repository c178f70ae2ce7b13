"""How fast it is, on a county of any size: a second database, one client, medians."""
