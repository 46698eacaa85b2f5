# spread: how the values of each indicator, scope and year are spread, and which
# lie outside.
#
# Reads the rows of values.awk, sorted by indicator, scope, year and value.
# spread.rows: indicator, scope, year, number, zeros, least, quartiles, greatest.
# outliers: indicator, scope, year, value, median, distance, document,
# report, agency.
#
# A quartile is a value that occurs, by its rank.  A value lies outside when, among
# the agencies of its level, it is farther than three times the distance of the
# quartiles beyond them, on a scale of logarithms, and that distance is at least
# a factor of three.  Of fewer than ENOUGH agencies nothing is said.

BEGIN {
	OFS = "\t"
	ENOUGH = 12
}

{ key = $1 OFS $2 OFS $3 }

key != group { flush(); group = key }

{
	v[++n] = $4
	at[n] = $5
	where[n] = $6 OFS $7 OFS $8
	zeros += $4 == 0
	of_level[at[n], ++size[at[n]]] = n
}

END { flush() }

function flush(    l) {
	if (n)
		print group, n, zeros + 0, v[1], v[rank(n, .25)], v[rank(n, .5)], v[rank(n, .75)], v[n] >(out "/spread.rows")
	for (l in size)
		if (size[l] >= ENOUGH)
			outside(l, size[l])
	n = zeros = 0
	split("", size)
}

function rank(n, p) {
	return int(n * p) < n * p ? int(n * p) + 1 : int(n * p)
}

function outside(l, n,    low, high, wide, i, k, far) {
	low = scale(v[of_level[l, rank(n, .25)]])
	high = scale(v[of_level[l, rank(n, .75)]])
	wide = high - low > log(3) ? high - low : log(3)
	for (i = 1; i <= n; i++) {
		k = of_level[l, i]
		far = scale(v[k]) - high
		if (low - scale(v[k]) > far)
			far = low - scale(v[k])
		if (far > 3 * wide)
			print group, v[k], v[of_level[l, rank(n, .5)]], sprintf("%.2f", far / wide), where[k] >(out "/outliers")
	}
}

function scale(x) {
	return x < 0 ? -log(1 - x) : log(1 + x)
}
