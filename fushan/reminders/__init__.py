"""Once a week, what is to be done: told in the app, and by mail or to a group where configured."""
