"""A register as a sheet: what its columns are, and what a filled-in sheet would do."""

from import_export.resources import Resource

from fushan.desk.registers.plan import Line, Plan
from fushan.desk.registers.writing import carry_out
from fushan.kit import sheets

MOST_EXPORTED = 20_000
EXCEL = (".xlsx", ".xlsm", ".xls", ".et")
SIGNS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how every Excel file begins, new or old
NO_HEADER = "没有找到表头"
UNREADABLE = (NO_HEADER, "认不出这个文件")
NOTES = (
    "一行填一条，不要改动表头；不用的列可以空着或删去。",
    "空着的格不会改动系统里原有的内容；没有的也可以写“无”。",
    "日期写成 2020.4.15、2020-04-15 或 2020年4月15日都可以。",
    "灰色的示例行不会被导入，可以留着。",
    "上传后先预检，列出全部问题和将要新增、修改的内容；确认之前什么也不保存。",
)


class Register(Resource):
    """Its columns are declared as fields. `writes`: models in the order they are written in.

    A subclass says in `plan_line` what a line means; `look_up` asks the database beforehand, in a
    number of queries that does not depend on the lines; `finish` sees all lines together.
    `telling`: model -> the fields of a new record that the preview shows beside its name.
    `taken_back_despite`: triggers that hold what was written; they stand aside where a batch is
    taken back whole.
    """

    code = label = ""
    writes, unseen, notes, telling, taken_back_despite = (), (), (), {}, ()

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.columns = list(self.fields.values())

    def offered(self, *, private):
        return [c for c in self.columns if c.offered and (private or not c.private)]

    @property
    def private_headers(self):
        return "、".join(column.header for column in self.columns if column.private)

    def template(self, target):
        columns = [column.on_sheet() for column in self.offered(private=True)]
        sheets.write(
            target, title=self.label, columns=columns, notes=[*NOTES, *self.notes], example=True
        )

    def export(self, target, *, private=False, meta=""):
        """The records in reach into a path or file; how many they were."""
        columns, count = self.offered(private=private), 0

        def rows():
            nonlocal count
            for record in self.records():
                count += 1
                yield [column.export(record) for column in columns]

        on_sheet = [column.on_sheet() for column in columns]
        sheets.write(target, title=self.label, columns=on_sheet, rows=rows(), meta=meta)
        return count

    def read(self, data, name):
        """The sheet in a file. ValueError with a Chinese sentence where there is none."""
        headers = [column.header for column in self.columns]
        other = {also: column.header for column in self.columns for also in column.also}
        try:
            sheet = sheets.read(data, name, headers, other)
        except ValueError as error:
            raise ValueError(self._no_table(data, name, str(error))) from error
        must = {column.header for column in self.columns if column.required}
        if missing := [header for header in sheet.missing if header in must]:
            raise ValueError(f"表里缺少这些列：{'、'.join(missing)}。请用模板的表头。")
        if not sheet.rows:
            raise ValueError("表里没有要导入的行。")
        return sheet

    def plan(self, sheet, *, by=None, county="", answers=None):
        """What this sheet would do. `by`: the importer's account; `county`: of new units."""
        plan = Plan(self, by=by, answers=answers)
        self.county = county
        plan.lines = [self._line(row, plan) for row in sheet.rows]
        self.look_up(plan.lines)
        for line in plan.lines:
            self.plan_line(line, plan)
        self.finish(plan)
        return plan

    def tried(self, sheet, **more):
        """The plan, with what the database would refuse."""
        plan = self.plan(sheet, **more)
        carry_out(plan)
        return plan

    def mark_faults(self, target, sheet, plan):
        """The sheet again, with each fault in red and said in a last column."""
        said = {}
        for fault in plan.all_faults():
            place = (fault.row, fault.column)
            said[place] = f"{said[place]}{fault.expected}" if place in said else fault.expected
        columns = [c.on_sheet() for c in self.columns if c.header not in sheet.missing]
        sheets.write_marked(target, title=self.label, columns=columns, rows=sheet.rows, faults=said)

    def records(self):
        """What an export holds, at most MOST_EXPORTED."""
        raise NotImplementedError

    def look_up(self, lines):
        pass

    def plan_line(self, line, plan):
        raise NotImplementedError

    def finish(self, plan):
        pass

    def _no_table(self, data, name, said):
        """The sentence for a file without this table, shorter than all its headers."""
        if not said.startswith(UNREADABLE):
            return said
        if name.lower().endswith(EXCEL) and not data.startswith(SIGNS):
            return "这不是 Excel 文件，里面没有读到表格。请用模板填好再上传。"
        if not said.startswith(NO_HEADER):
            return said
        first = next((c.header for c in self.columns if c.required), self.columns[0].header)
        return f"没有找到表头“{first}”等列，请用模板。"

    def _line(self, row, plan):
        line = Line(row)
        for name, column in self.fields.items():
            if column.header in row.cells:
                line.values[name] = plan.resolve(line, name, column.clean, row.cells)
                if column.required and line[name] in (None, "", []) and name not in line.faulty:
                    plan.fault(line, name, "这一格必须填写。")
        return line
