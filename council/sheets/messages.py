"""The sentences of sheets in English: why a file, a column or a cell is not taken."""

from council.core.saying import N_

FILES = {
    "sheets.too_large": N_("The file is larger than %(most)s MB. Send a smaller one, or its rows in parts."),
    "sheets.empty": N_("The file is empty."),
    "sheets.not_text": N_(
        "This is neither a workbook nor a text. Save the table as XLSX or as CSV (UTF-8) and send that."
    ),
    "sheets.old_or_locked": N_(
        "This is a workbook of an old format (.xls) or one with a password. "
        "Save it as XLSX without a password and send that."
    ),
    "sheets.broken": N_(
        "The workbook is damaged and cannot be read. Open it in your spreadsheet, save it as XLSX and send that."
    ),
    "sheets.unpacks_too_large": N_(
        "The workbook holds more than %(most)s MB when unpacked. Save the table as CSV and send that."
    ),
    "sheets.no_workbook": N_("This is no workbook. Save the table as XLSX or as CSV (UTF-8) and send that."),
    "sheets.macros": N_("The workbook holds macros. Save it as XLSX without macros and send that."),
    "sheets.external": N_("The workbook is linked with other files. Break the links, save it and send that."),
    "sheets.embedded": N_("The workbook holds embedded objects. Take them out, save it and send that."),
    "sheets.entities": N_(
        "The workbook holds definitions that are not taken. Save the table as CSV and send that."
    ),
    "sheets.no_tab": N_("The workbook has no visible sheet with a table."),
    "sheets.no_columns": N_("The file begins with no line of column names."),
    "sheets.no_rows": N_("There is no row under the column names."),
    "sheets.too_many_columns": N_("The table has more than %(most)s columns."),
    "sheets.too_many_rows": N_("The table has more than %(most)s rows. Send it in parts."),
    "sheets.cell_too_long": N_("The text of a cell in line %(line)s is too long."),
    "sheets.quotes": N_(
        "The quotation marks in line %(line)s do not match: the line cannot be parted into cells."
    ),
    "sheets.too_many_to_write": N_("One file holds %(most)s rows at most. Ask for fewer of them."),
}

COLUMNS = {
    "sheets.column_missing": N_("The column “%(column)s” is missing."),
    "sheets.column_twice": N_("The column “%(column)s” stands in the table twice."),
    "sheets.column_unknown": N_("The column “%(column)s” is not known here and is left out."),
    "sheets.surplus": N_("There is something to the right of the last named column."),
    "sheets.formula": N_("This is a formula. Replace it by its value."),
    "sheets.needed": N_("This must not be empty."),
    "sheets.not_a_day": N_("“%(value)s” is no date. Write it as 2026-10-01."),
    "sheets.not_a_number": N_("“%(value)s” is no number."),
    "sheets.not_whole": N_("“%(value)s” is no whole number."),
    "sheets.not_one_of": N_("“%(value)s” is not known here. Write one of: %(known)s."),
    "sheets.between": N_("Write a number from %(least)s to %(most)s."),
    "sheets.not_yes_or_no": N_("“%(value)s” is neither yes nor no."),
    "sheets.too_long": N_("The text has %(length)s characters; at most %(most)s are kept."),
    "sheets.twice": N_("The same stands in line %(line)s already."),
}

MESSAGES = {**FILES, **COLUMNS}
