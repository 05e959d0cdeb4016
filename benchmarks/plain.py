"""The plain pipeline, as its user would write it: a Prefect task per file with pandas, openpyxl, phonenumbers and
pandera."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(inbox: Path, out: Path) -> None:
    """Consolidate an inbox into out/danh-ba.xlsx and out/loi.csv."""
    os.environ.setdefault("PREFECT_HOME", str(out / "prefect"))
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    import pandas as pd
    import pandera.pandas as pa
    import phonenumbers
    from prefect import flow, task

    def e164(text: str) -> str:
        try:
            number = phonenumbers.parse(text, "VN")
        except phonenumbers.NumberParseException:
            return ""
        return (
            phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            if phonenumbers.is_valid_number(number)
            else ""
        )

    schema = pa.DataFrameSchema(
        {
            "name": pa.Column(str, pa.Check.str_length(min_value=3)),
            "e164": pa.Column(str, pa.Check.str_matches(r"^\+84\d{9,10}$")),
        }
    )

    @task
    def read_one(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
        raw = pd.read_excel(path, header=None, dtype=object, engine="openpyxl")
        header = next(i for i, row in raw.iterrows() if "STT" in row.astype(str).tolist())
        table = raw.iloc[header + 1 :, :4]
        table.columns = ["stt", "name", "phone", "note"]
        table = table[pd.to_numeric(table["stt"], errors="coerce").notna()].copy()
        table["name"] = table["name"].astype(str).str.strip()
        table["e164"] = [e164(str(p)) for p in table["phone"]]
        table["source_file"] = path.name
        try:
            schema.validate(table, lazy=True)
            return table, pd.DataFrame()
        except pa.errors.SchemaErrors as errors:
            cases = errors.failure_cases.assign(source_file=path.name)
            return table.drop(index=cases["index"].dropna().unique()), cases

    @flow
    def consolidate() -> None:
        futures = [read_one.submit(path) for path in sorted(inbox.glob("*.xlsx"))]
        results = [f.result() for f in futures]
        directory = pd.concat([r[0] for r in results]).drop_duplicates("name", keep="last")
        directory.to_excel(out / "danh-ba.xlsx", index=False)
        pd.concat([r[1] for r in results]).to_csv(out / "loi.csv", index=False)

    consolidate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
