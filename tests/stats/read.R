# read.R: loads a table in R and writes it back, by read.csv with the script of
# gx-csv -l r, or by readr with the same types.
#
#	Rscript read.R base|readr NAME BACK SUMS   (in the folder of NAME.csv)
arguments <- commandArgs(TRUE)
name <- arguments[2]
if (arguments[1] == "base") {
  lines <- readLines(paste0(name, ".R"), encoding = "UTF-8")
  eval(parse(text = lines[seq_len(grep("^ *encoding = ", lines))],
    encoding = "UTF-8"))
  table <- get(name)
  for (column in names(table)[types == "Date"])
    table[[column]] <- format(table[[column]])
  stopifnot(identical(names(table), names(types)))
  for (column in names(types)[types == "numeric"])
    stopifnot(is.numeric(table[[column]]))
} else {
  suppressMessages(library(readr))
  first <- readLines(paste0(name, ".R"), encoding = "UTF-8")
  eval(parse(text = first[seq_len(grep("^[a-z]* <- read.csv", first) - 1)],
    encoding = "UTF-8"))
  short <- c(character = "c", numeric = "d", Date = "c")
  table <- read_csv(paste0(name, ".csv"), na = "", trim_ws = FALSE,
    col_types = paste(short[types], collapse = ""), progress = FALSE)
  stopifnot(nrow(problems(table)) == 0, identical(names(table), names(types)))
  table <- as.data.frame(table)
}
options(scipen = 100, digits = 15)
write.csv(table, arguments[3], row.names = FALSE, na = "",
  fileEncoding = "UTF-8")
numbers <- names(types)[types == "numeric"]
write.csv(data.frame(name = numbers,
  sum = vapply(table[numbers], sum, 0, na.rm = TRUE),
  zeros = vapply(table[numbers], function(x) sum(x == 0, na.rm = TRUE), 0),
  missing = vapply(table[numbers], function(x) sum(is.na(x)), 0)),
  arguments[4], row.names = FALSE)
