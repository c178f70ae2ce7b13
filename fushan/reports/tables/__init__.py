"""Tables for superiors: kept layouts, their own workbooks filled, Excel and paper."""
