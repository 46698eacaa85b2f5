// browser: what Chromium makes of a quality page.
//
//	node browser.js PAGE FOLDER AGENCY
//
// Writes FOLDER/seen.json, screenshots at phone and desktop width, and the page
// as it is printed.  AGENCY is sought in the box.
"use strict";

const fs = require("fs");
const { chromium } = require("playwright-core");
const [, , page, folder, agency] = process.argv;

async function open(browser, width, locale) {
	const context = await browser.newContext({ viewport: { width, height: 900 }, locale });
	const tab = await context.newPage();
	tab.setDefaultTimeout(300000);
	const said = [];
	tab.on("console", (message) => said.push(message.text()));
	tab.on("pageerror", (error) => said.push(error.message));
	tab.on("request", (request) => {
		if (!/^(file|data):/.test(request.url()))
			said.push("asked for " + request.url());
	});
	await tab.goto("file://" + page);
	await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
	return { tab, said };
}

// The page from above, in pictures of the height of a screen or two.
async function shoot(tab, name, width, most) {
	const height = 1600;
	const whole = await tab.evaluate(() => document.documentElement.scrollHeight);
	await tab.setViewportSize({ width, height });
	for (let i = 0; i < most && i * height < whole; i++) {
		await tab.evaluate((top) => scrollTo({ top, behavior: "instant" }), i * height);
		await tab.waitForTimeout(100);
		await tab.screenshot({ path: `${folder}/${name}-${i + 1}.png` });
	}
}

function look() {
	const cells = (row) => [...row.cells].map((cell) => cell.innerText.trim());
	const tables = {};
	for (const table of document.querySelectorAll("table[id]"))
		tables[table.id] = [...table.rows].map(cells);
	return {
		language: document.documentElement.lang,
		heading: document.querySelector("h1").innerText,
		scroll: document.documentElement.scrollWidth,
		tables,
		figures: Object.fromEntries(["reports", "agencies", "values", "looks"]
			.map((n) => [n, document.querySelector("#n-" + n).innerText])),
		spread: [...document.querySelectorAll("figure[data-chart=spread]")].map((figure) => ({
			indicator: figure.querySelector("code").textContent,
			rows: [...figure.querySelector("table.spread").tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
			dots: figure.querySelectorAll("[aria-label=dot] circle").length,
			outliers: figure.querySelectorAll("table.outliers tbody tr").length,
		})),
		bars: [...document.querySelectorAll("figure[data-chart=years] [aria-label=bar] rect")].length,
		charts: document.querySelectorAll("figure[data-chart] svg[role=img][aria-label]").length,
		hatched: document.querySelectorAll("#t-agencies td.none").length,
		found: document.querySelector("#found").innerText,
		text: document.querySelector("#t-documents").innerText,
		scripts: document.scripts.length,
		hostile: typeof window.hostile,
	};
}

async function main() {
	const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
	const seen = {};
	const desktop = await open(browser, 1280, "en-GB");
	seen.desktop = await desktop.tab.evaluate(look);
	await shoot(desktop.tab, "desktop", 1280, 8);
	await desktop.tab.fill("#search", agency);
	seen.sought = await desktop.tab.evaluate(look);
	await desktop.tab.fill("#search", "");
	await desktop.tab.check("#zh");
	seen.switched = await desktop.tab.evaluate(look);
	await desktop.tab.pdf({ path: `${folder}/print.pdf`, format: "A4", printBackground: true });
	seen.said = desktop.said;
	const phone = await open(browser, 360, "zh-CN");
	seen.phone = await phone.tab.evaluate(look);
	await shoot(phone.tab, "phone", 360, 6);
	seen.said.push(...phone.said);
	await browser.close();
	fs.writeFileSync(`${folder}/seen.json`, JSON.stringify(seen));
}

main();
