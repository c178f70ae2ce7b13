"""The standard of every form (fushan/dashboards/burden.py), by who fills it in."""
