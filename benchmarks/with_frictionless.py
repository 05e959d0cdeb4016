"""frictionless over the same files in one go: a schema, a dialect that skips to the header, one report."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from frictionless import Dialect, Resource, Schema, fields, validate
from frictionless.formats import ExcelControl


def main(inbox: Path, out: Path) -> None:
    """Validate every workbook of an inbox and write the report."""
    names = ("STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ")
    pattern = {"pattern": r"^[0-9 .]{10,14}$"}
    schema = Schema(fields=[fields.StringField(name=n, constraints=pattern if n == names[2] else {}) for n in names])
    dialect = Dialect(header_rows=[5], controls=[ExcelControl(stringified=True)])
    reports = [
        validate(Resource(path=path.name, basepath=str(inbox), dialect=dialect, schema=schema)).to_dict()
        for path in sorted(inbox.glob("*.xlsx"))
    ]
    (out / "report.json").write_text(json.dumps([r["stats"] for r in reports], default=str), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
