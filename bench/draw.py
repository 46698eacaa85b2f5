"""draw: a table in boxes, as text browsers draw one."""

from dataclasses import dataclass

from forms import Cell, Table

# Bar, rule, and what they meet in: with arms up, down, to the left, to the right.
SIGNS = '│─', {'ud': '│', 'lr': '─', 'dr': '┌', 'dl': '┐', 'ur': '└', 'ul': '┘',
               'udr': '├', 'udl': '┤', 'dlr': '┬', 'ulr': '┴', 'udlr': '┼'}
ASCII = '|-', {}


@dataclass
class Box:
    cell: Cell
    top: int
    left: int

    @property
    def text(self) -> str:
        return self.cell.text.replace('\n', '')

    @property
    def bottom(self) -> int:
        return self.top + self.cell.rows

    @property
    def right(self) -> int:
        return self.left + self.cell.columns


def boxes_of(table: Table) -> list[Box]:
    """Where the cells stand, spans and all."""
    taken: set[tuple[int, int]] = set()
    boxes = []
    for top, row in enumerate(table.rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            boxes.append(Box(cell, top, left))
            taken |= {(top + y, left + x) for y in range(cell.rows)
                      for x in range(cell.columns)}
            left += cell.columns
    return boxes


def widths(boxes: list[Box], wide: int) -> list[int]:
    """Of the columns: cells of one first, then what others lack in their last."""
    width = [2] * max(box.right for box in boxes)
    for box in sorted(boxes, key=lambda b: b.cell.columns):
        has = sum(width[box.left:box.right]) + box.cell.columns - 1
        width[box.right - 1] += max(0, measure(box.text, wide) - has)
    return width


def measure(text: str, wide: int) -> int:
    return sum(wide if c >= '\u2e80' else 1 for c in text)


def draw(table: Table, signs: tuple[str, dict[str, str]], wide: int) -> list[str]:
    """wide: the columns that an ideograph takes.  Line 2 * r is above row r, line
    2 * r + 1 has its text; a box of several rows has it in its middle."""
    (bar, rule), meeting = signs
    boxes = boxes_of(table)
    width = widths(boxes, wide)
    at = [sum(width[:k]) + k for k in range(len(width) + 1)]
    height = max(box.bottom for box in boxes)
    arms: dict[tuple[int, int], set[str]] = {}
    text: dict[tuple[int, int], tuple[str, int]] = {}

    def line(y: int, x: int, step: tuple[int, int], n: int, arm: str) -> None:
        for k in range(n + 1):
            here = arms.setdefault((y + step[0] * k, x + step[1] * k), set())
            here |= set(arm[:1] if k == 0 else arm[1:] if k == n else arm)

    for box in boxes:
        top, bottom, left, right = 2 * box.top, 2 * box.bottom, at[box.left], at[box.right]
        for y in (top, bottom):
            line(y, left, (0, 1), right - left, 'rl')
        for x in (left, right):
            line(top, x, (1, 0), bottom - top, 'du')
        text[(top + bottom) // 2, left + 1] = box.text, right - left - 1

    def sign(here: set[str]) -> str:
        key = ''.join(a for a in 'udlr' if a in here)
        return bar if key == 'ud' else rule if key == 'lr' else meeting.get(key, '+')

    lines = []
    for y in range(2 * height + 1):
        out, x = '', 0
        while x <= at[-1]:
            if (y, x) in text:
                words, room = text[y, x]
                out += words + ' ' * (room - measure(words, wide))
                x += room
            else:
                out += sign(arms[y, x]) if (y, x) in arms else ' '
                x += 1
        lines.append(out)
    return lines
