"""What a run leaves on Prefect's page: a summary, the first findings, a link to the publication. Small on purpose."""

from __future__ import annotations

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from danhba.run.context import RunContext
from danhba.run.summary import Outcome
from flows.server import SHOWN
from schemas.situations import situations_in_words

_ROWS, _BYTES = 50, 64_000


def leave_artifacts(outcome: Outcome, context: RunContext) -> None:
    """Create the artifacts of a run: at most 50 findings and 64 kB, with the path of the whole report."""
    outbox = context.settings.outbox.resolve()
    # The schedule's server shows the outbox: a browser opens no file:// from a page.
    pages = f"http://127.0.0.1:{context.settings.port}{SHOWN}"
    create_markdown_artifact(
        key="danhba-tom-tat", markdown=summary(outcome, str(outbox), pages), description="Tóm tắt lần chạy"
    )
    rows: list[dict[str, str]] = []
    size = 0
    for line in outcome.findings[:_ROWS]:
        row = {k: line[k] for k in ("unit_name", "source_file", "cell", "message", "hint", "code")}
        size += sum(len(v.encode()) for v in row.values())
        if size > _BYTES * 0.8:
            break
        rows.append(row)
    if rows:
        described = (
            f"{len(rows)} trên {outcome.errors + outcome.warnings} điểm; đầy đủ ở {outbox / 'reports' / 'findings.csv'}"
        )
        create_table_artifact(key="danhba-loi", table=rows, description=described)
    link = f"{pages}/publications/{outcome.publication}/index.html"
    create_link_artifact(key="danhba-cong-bo", link=link, link_text=outcome.publication, description="Bản công bố")


def summary(outcome: Outcome, outbox: str, pages: str) -> str:
    """Return the run's figures as Markdown."""
    states = situations_in_words(outcome.situations)
    news = "mới" if outcome.new_publication else "không đổi"
    return (
        f"# Danh bạ đường dây nóng\n\nNhận {outcome.received} tệp, đọc {outcome.read} tệp. Công bố "
        f"{outcome.entries} số ({news}): "
        f"`{outcome.publication}`.\n\n{outcome.errors} lỗi, {outcome.warnings} điểm cần xem lại. {states}.\n\n"
        f"Báo cáo: [{outbox}/reports/index.html]({pages}/reports/index.html)\n"
    )
