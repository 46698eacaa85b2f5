// Draws the charts of the page from the tables beside them, so that both have the
// same numbers, and lets the reader choose the language and search for an agency.
// Without the library (d3 and Observable Plot) the tables stand alone.
(function () {
"use strict";

const root = document.documentElement;
const LEVELS = ["#17446e", "#4c86bb", "#a9c9e6", "#d9902d", "#f0cf9a", "#6f8f72", "#8d7aa6", "#58626e", "#b9c1ca"];

// What a table says.

const number = (cell) => Number(cell.textContent.replace(/,/g, "").replace("−", "-"));
const rows = (table) => table ? [...table.tBodies[0].rows] : [];
const heads = (table) => [...table.tHead.rows[0].cells];

function words(node) {
	const own = node.querySelector(`span[lang="${root.lang}"]`);
	const text = node.cloneNode(true);
	text.querySelectorAll(`span[lang]:not([lang="${root.lang}"]), small, b`).forEach((n) => n.remove());
	return (own && node.children.length === 1 ? own : text).textContent.trim();
}

const compact = (n) => new Intl.NumberFormat(root.lang, { notation: "compact" }).format(n);
const plain = (n) => n.toLocaleString(root.lang);

// The charts.

function years(figure, width) {
	const table = figure.querySelector("table");
	const head = heads(table);
	const series = head.map((h, i) => i).filter((i) => "series" in head[i].dataset);
	const expected = head.findIndex((h) => "expected" in h.dataset);
	const data = rows(table).flatMap((r) => series.map((i) =>
		({ year: r.cells[0].textContent, level: words(head[i]), n: number(r.cells[i]) })));
	const due = expected < 0 ? [] : rows(table).map((r) =>
		({ year: r.cells[0].textContent, n: number(r.cells[expected]) }));
	return {
		width, height: 300, marginLeft: 48,
		x: { type: "band", label: null, padding: .2, tickFormat: shortYear(width, rows(table).length) },
		y: { label: null, grid: true, tickFormat: plain },
		color: { legend: true, domain: series.map((i) => words(head[i])), range: LEVELS },
		marks: [
			Plot.barY(data, { x: "year", y: "n", fill: "level", tip: { format: { y: plain } } }),
			Plot.tickY(due, { x: "year", y: "n", stroke: "currentColor", strokeWidth: 2 }),
			due.length ? Plot.text(due.slice(-1), { x: "year", y: "n", dy: -8, text: () => words(head[expected]) }) : null,
			Plot.ruleY([0]),
		],
	};
}

// One chart for each severity: what may fail honestly would hide what may not.
function failures(figure, width) {
	const table = figure.querySelector("table");
	const head = heads(table);
	const severities = head.map((h, i) => i).filter((i) => head[i].dataset.series);
	const percent = (x) => x.toLocaleString(root.lang, { style: "percent", maximumFractionDigits: 1 });
	const part = width > 700 ? (width - 48) / 3 : width;
	return severities.map((i) => {
		const data = rows(table).map((r) => {
			const [failed, made] = [r.cells[i], r.cells[i + 1]].map(number);
			return { year: r.cells[0].textContent, failed, made, share: made ? failed / made : NaN };
		});
		const colour = `var(--${head[i].dataset.series})`;
		return {
			title: words(head[i]), width: part, height: 190, marginLeft: 44,
			x: { type: "point", label: null, tickFormat: shortYear(part, data.length) },
			y: { label: null, grid: true, ticks: 4, tickFormat: percent, domain: [0, d3.max(data, (d) => d.share) || .01] },
			marks: [
				Plot.ruleY([0]),
				Plot.lineY(data, { x: "year", y: "share", stroke: colour, strokeWidth: 1.75 }),
				Plot.dot(data, { x: "year", y: "share", stroke: colour, fill: "var(--paper)", r: 3 }),
				Plot.tip(data, Plot.pointerX({ x: "year", y: "share", title: (d) => `${d.year}: ${plain(d.failed)} / ${plain(d.made)}` })),
			],
		};
	});
}

// Quartiles and outliers of an indicator by year; own and area lie side by side.
function spread(figure, width) {
	const [table, far] = ["table.spread", "table.outliers"].map((s) => figure.querySelector(s));
	const aside = (r) => r.dataset.scope === "area" ? 4 : 0;
	const data = rows(table).map((r) => {
		const [n, zeros, least, lower, median, upper, greatest] = [...r.cells].slice(2).map(number);
		return { year: r.cells[0].textContent, aside: aside(r), n, zeros, least, lower, median, upper, greatest };
	});
	const outliers = rows(far).map((r) => ({
		year: r.cells[1].textContent, aside: aside(r), value: number(r.cells[2]), agency: r.cells[0].textContent,
	}));
	const all = d3.range(Number(d3.min(data, (d) => d.year)), Number(d3.max(data, (d) => d.year)) + 1).map(String);
	const least = Math.min(0, d3.min(data, (d) => d.least));
	const decades = Math.max(1, Math.ceil(Math.log10(d3.max(data, (d) => d.greatest))));
	const every = decades > 5 ? 2 : 1;
	const ticks = [0, ...d3.range(decades, 0, -every).map((e) => 10 ** e)];
	const marks = [0, 4].flatMap((dx) => {
		const part = data.filter((d) => d.aside === dx);
		const colour = dx ? "var(--f2)" : "var(--c2)";
		return [
			Plot.ruleX(part, { x: "year", y1: "least", y2: "greatest", stroke: dx ? "var(--f3)" : "var(--c3)", dx }),
			Plot.ruleX(part, { x: "year", y1: "lower", y2: "upper", stroke: colour, strokeWidth: 7, dx }),
			Plot.dot(part, { x: "year", y: "median", symbol: { draw: (c, s) => { c.moveTo(-6, 0); c.lineTo(6, 0); } }, stroke: "var(--deep)", strokeWidth: 2, dx }),
			Plot.dot(outliers.filter((d) => d.aside === dx), { x: "year", y: "value", r: 2.5, fill: "var(--error)", dx }),
		];
	});
	const head = heads(table).map(words);
	return {
		width, height: 170, marginLeft: 44, marginTop: 10,
		x: { type: "point", domain: all, label: null, padding: .6, tickFormat: shortYear(width, all.length) },
		y: { type: "symlog", label: null, grid: true, domain: [least, 10 ** decades], ticks, tickFormat: compact },
		marks: [
			...marks,
			Plot.tip(outliers, Plot.pointer({ x: "year", y: "value", title: (d) => `${d.agency}\n${d.year}: ${plain(d.value)}` })),
			Plot.tip(data, Plot.pointerX({ x: "year", y: "median", anchor: "top", title: (d) =>
				[d.year, ...[d.n, d.zeros, d.least, d.lower, d.median, d.upper, d.greatest].map((v, i) => `${head[i + 2]}: ${plain(v)}`)].join("\n") })),
		],
	};
}

// Years are cut to two digits, or some are left out, where there is no room.
function shortYear(width, n) {
	const room = (width - 60) / n;
	const every = Math.ceil(20 / room);
	return (year, i) => room > 34 ? year : i % every ? "" : year.slice(2);
}

const charts = { years, failures, spread };

function draw(figure) {
	const place = figure.querySelector(".plot");
	const caption = words(figure.querySelector("figcaption"));
	const specs = [charts[figure.dataset.chart](figure, Math.max(240, Math.floor(place.clientWidth)))].flat();
	place.replaceChildren(...specs.map((spec) => {
		const chart = Plot.plot(spec);
		const svg = chart.matches("svg") ? chart : chart.querySelector(":scope > svg");
		svg.setAttribute("role", "img");
		svg.setAttribute("aria-label", spec.title ? `${caption}: ${spec.title}` : caption);
		return chart;
	}));
	figure.drawn = true;
}

// Charts are drawn when they come near, and all of them before printing.
function drawCharts() {
	const figures = [...document.querySelectorAll("figure[data-chart]")].filter((f) => charts[f.dataset.chart] && rows(f.querySelector("table")).length);
	const near = new IntersectionObserver((seen) => seen.forEach((s) => {
		if (s.isIntersecting && !s.target.drawn)
			draw(s.target);
	}), { rootMargin: "800px" });
	const again = () => figures.forEach((f) => {
		f.drawn = false;
		near.unobserve(f);
		near.observe(f);
	});
	let width = innerWidth;
	addEventListener("resize", () => {
		if (innerWidth !== width)
			again();
		width = innerWidth;
	});
	addEventListener("beforeprint", () => figures.filter((f) => !f.drawn).forEach(draw));
	return again;
}

// Agencies: the characters of the last cell become cells, one for each year.

function unfold(row) {
	const cells = row.lastElementChild;
	if (!cells.classList.contains("years"))
		return row;
	for (const c of cells.textContent.trim()) {
		const cell = row.insertCell();
		const step = { ".": "none", 0: "f0", 1: "f1", 2: "f2", 3: "f3", 4: "f3" }[c] ?? "f4";
		cell.className = step;
		cell.textContent = c === "." ? "–" : c === "9" ? "9+" : c;
	}
	cells.remove();
	return row;
}

function agencies() {
	const body = document.querySelector("#t-agencies").tBodies[0];
	const worst = [...body.rows].map(unfold);
	const rest = [...document.querySelector("#agencies-rest").content.querySelectorAll("tr")];
	const all = [...worst, ...rest].map((row) => ({ row, text: row.cells[0].textContent + " " + row.cells[1].textContent }));
	const found = document.querySelector("#found");
	const show = (some, n) => {
		body.replaceChildren(...some.map(unfold));
		found.textContent = `${plain(some.length)} / ${plain(n)}`;
	};
	document.querySelector("#search").addEventListener("input", (event) => {
		const sought = event.target.value.trim();
		const hits = sought ? all.filter((a) => a.text.includes(sought)) : all.slice(0, worst.length);
		show(hits.slice(0, 200).map((h) => h.row), sought ? hits.length : all.length);
	});
	show(worst, all.length);
}

// The page.

const again = typeof Plot === "undefined" ? () => {} : drawCharts();

function speak(language) {
	root.lang = language;
	document.querySelector("#" + language).checked = true;
	again();
}

addEventListener("beforeprint", () => document.querySelectorAll("details.paper").forEach((d) => { d.open = true; }));
document.querySelector(".language").addEventListener("change", (event) => speak(event.target.value));
agencies();
speak(/^zh/.test(navigator.language) ? "zh" : "en");
})();
