# places: the facts of outliers.rows with the line where they stand, and what is
# written there: document, report, indicator, line, text.  Reads long.csv.

BEGIN { OFS = "\t" }

from == "outliers" { wanted[$7, $8, $1] = $4; next }

(cell("doc"), cell("report"), cell("indicator")) in wanted && cell("use") != 0 &&
    cell("value") == wanted[cell("doc"), cell("report"), cell("indicator")] {
	print cell("doc"), cell("report"), cell("indicator"), cell("line"), cell("raw")
}
