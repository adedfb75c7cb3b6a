"""Tables that come in and go out: CSV and XLSX read behind a guard, written so that no spreadsheet runs them."""
