"""All figures, dues and registers by code, collected top down."""
