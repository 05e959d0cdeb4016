"""The registry: who must report, as data in a folder such as those of `registries/`.

`units.csv` lists the units, `aliases.csv` other names with their dates, `former.csv` the communes of before a reorganisation
and their successors, `province.toml` the settings of the province, its
campaign and the sections of its form; `../numbering-plan-vn.csv` is the numbering plan. Reading happens here, once a run.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import tomllib
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from danhba.phones.numbering_plan import Plan, PlanLine, load_plan
from danhba.registries import NUMBERING_PLAN, find, shipped
from danhba.vietnamese.system_errors import system_words


class RegistryError(Exception):
    """The registry cannot be used; the text is one clear line in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that must have one hotline."""

    code: str
    tier: str
    name: str
    unit_type: str
    parent: str
    order: int


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name. kind: alias, retired (an old name of unit_code), dissolved or not_a_unit (unit_code is empty)."""

    name: str
    unit_code: str
    kind: str
    until: str
    note: str


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune of before a reorganisation, with its district and province. successors: codes of today's units.

    relation: whole (all of it to one unit), part (divided among several) or to confirm (nobody may rely on it).
    """

    name: str
    district: str
    province: str
    successors: tuple[str, ...]
    relation: str

    @property
    def is_whole(self) -> bool:
        return self.relation == "whole" and len(self.successors) == 1


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form: its letter, the tier it holds, its printed title, and what kind of units they are."""

    letter: str
    tier: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What the office's report bears (Nghị định 30/2020): organs, symbol, addressee, who signs, recipients; above: may have
    two lines; days: until the new date."""

    above: str = "Ủy ban nhân dân Tỉnh"
    organ: str = "Văn phòng"
    number: str = "BC-VP"
    place: str = ""
    to: str = "Chủ tịch Ủy ban nhân dân Tỉnh"
    signer: str = "Chánh Văn phòng"
    signer_name: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")
    days: int = 7


@dataclass(frozen=True)
class Registry:
    """Units in official order, with their aliases and the province's settings."""

    path: Path
    id: str  # what marks of forms bear: stays when the folder is renamed
    name: str
    code: str
    units: tuple[Unit, ...]
    aliases: tuple[Alias, ...]
    sections: tuple[Section, ...]
    province_office: str
    area_codes: tuple[str, ...]
    old_area_codes: dict[str, str]
    shared_services: tuple[str, ...]
    letter: str
    deadline: dt.datetime | None
    report_email: str  # where citizens report a wrong number, '' when only the hotline takes it
    plan_lines: tuple[PlanLine, ...]
    digest: str
    organ: str = ""  # who publishes: Ủy ban nhân dân tỉnh Đồng Tháp
    responsible: str = ""  # who answers for the directory: the office that gathers the returns
    return_to: str = ""  # where a unit sends its form: an office with its address or mailbox
    former: tuple[FormerCommune, ...] = ()

    report_form: ReportForm = ReportForm()

    @property
    def help_line(self) -> str:
        """Whom to call where a unit has no number: 1022 where the province's registry shares it, else ''."""
        return "1022" if "1022" in self.shared_services else ""

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.plan_lines, self.area_codes, self.old_area_codes, self.shared_services)

    @cached_property
    def top_tiers(self) -> frozenset[str]:
        """Tiers whose units are the parents of others in the registry, by place (districts)."""
        return frozenset(s.tier for s in self.sections if s.kind == "district")

    def parent_of(self, code: str) -> Unit | None:
        unit = self.by_code.get(code)
        return self.by_code.get(unit.parent) if unit else None

    def is_within(self, code: str, above: str) -> bool:
        """Tell whether `above` is the unit itself or stands above it."""
        seen: set[str] = set()
        while code and code not in seen:
            if code == above:
                return True
            seen.add(code)
            unit = self.by_code.get(code)
            code = unit.parent if unit else ""
        return False

    def full_name(self, code: str) -> str:
        """Return the name with its district where it has one: Xã Tân Mỹ, huyện Lấp Vò."""
        unit = self.by_code.get(code)
        if unit is None:
            return code
        parent = self.by_code.get(unit.parent)
        if parent is None or parent.tier not in self.top_tiers:
            return unit.name
        return f"{unit.name}, {parent.name[:1].lower()}{parent.name[1:]}"

    def section_of(self, tier: str) -> Section | None:
        return next((s for s in self.sections if s.tier == tier), None)


def load_registry(path: Path) -> Registry:
    """Read a registry's folder; path: the folder, or the name of one that comes with the program.

    Raises RegistryError with one line that names the file and what is wrong in it.
    """
    path = find(path)
    if not path.is_dir():
        raise RegistryError(
            f"Không có thư mục danh mục đơn vị “{path}”. Ghi đường dẫn tới thư mục, hoặc tên một danh mục có sẵn: {', '.join(shipped())}."
        )
    digest = hashlib.sha256()
    plan_path = path / "numbering-plan-vn.csv"
    if not plan_path.exists():
        plan_path = path.parent / "numbering-plan-vn.csv"
    if not plan_path.exists():
        plan_path = NUMBERING_PLAN
    try:
        settings = _toml(path / "province.toml", digest)
        units = _units(_rows(path / "units.csv", digest, ("unit_code", "tier", "name", "unit_type", "parent_code")))
        aliases = (
            _aliases(_rows(path / "aliases.csv", digest, ("alias", "unit_code", "kind")))
            if (path / "aliases.csv").exists()
            else ()
        )
        former = (
            _former(
                _rows(
                    path / "former.csv", digest, ("old_name", "old_district", "old_province", "new_codes", "relation")
                )
            )
            if (path / "former.csv").exists()
            else ()
        )
        digest.update(plan_path.read_bytes())
        plan_lines = load_plan(plan_path)
    except OSError as error:
        raise RegistryError(f"Không đọc được danh mục đơn vị “{path}”: {system_words(error)}.") from error
    except (ValueError, csv.Error) as error:
        raise RegistryError(f"Danh mục đơn vị “{path}” có lỗi: {error}.") from error
    known = {unit.code for unit in units}
    for alias in aliases:
        if alias.unit_code and alias.unit_code not in known:
            raise RegistryError(f"Danh mục “{path}”: tên khác “{alias.name}” trỏ tới mã không có {alias.unit_code}.")
    for old in former:
        if unknown := [code for code in old.successors if code not in known]:
            raise RegistryError(f"Danh mục “{path}”: tên cũ “{old.name}” trỏ tới mã không có {unknown[0]}.")
    return _registry(path, settings, units, aliases, former, plan_lines, digest.hexdigest())


def _registry(
    path: Path,
    settings: dict[str, Any],
    units: tuple[Unit, ...],
    aliases: tuple[Alias, ...],
    former: tuple[FormerCommune, ...],
    plan_lines: tuple[PlanLine, ...],
    digest: str,
) -> Registry:
    campaign = settings.get("campaign") or {}
    try:
        sections = tuple(
            Section(str(s["letter"]), str(s["tier"]), str(s["title"]), str(s["kind"])) for s in settings["sections"]
        )
        deadline = dt.datetime.fromisoformat(campaign["deadline"]) if campaign.get("deadline") else None
        if deadline is not None and deadline.tzinfo is None:
            raise ValueError("campaign.deadline phải có múi giờ, ví dụ 2021-09-06T23:59:59+07:00")
        return Registry(
            path=path,
            id=str(settings.get("id") or settings["code"]),
            name=str(settings["name"]),
            code=str(settings["code"]),
            units=units,
            aliases=aliases,
            former=former,
            sections=sections,
            province_office=str(settings.get("province_office", "")),
            area_codes=tuple(str(c) for c in settings["area_codes"]),
            old_area_codes={str(k): str(v) for k, v in (settings.get("old_area_codes") or {}).items()},
            shared_services=tuple(str(c) for c in settings.get("shared_services") or ()),
            letter=str(campaign.get("letter", "")),
            deadline=deadline,
            report_email=str(settings.get("report_email", "")),
            plan_lines=plan_lines,
            digest=digest,
            report_form=_report_form(settings),
            **_office(settings, units),
        )
    except KeyError as error:
        raise RegistryError(f"Danh mục “{path}”: province.toml thiếu mục {error}.") from error
    except (TypeError, ValueError) as error:
        raise RegistryError(f"Danh mục “{path}”: province.toml có lỗi: {error}.") from error


def _office(settings: dict[str, Any], units: tuple[Unit, ...]) -> dict[str, str]:
    """Return who publishes, who answers and where forms go: [office] of province.toml, else what follows from the registry."""
    given = settings.get("office") or {}
    speaks = next((u.name for u in units if u.code == settings.get("province_office")), "")
    responsible = str(given.get("responsible") or speaks or "Văn phòng Ủy ban nhân dân Tỉnh")
    return {
        "organ": str(given.get("organ") or f"Ủy ban nhân dân tỉnh {settings['name']}"),
        "responsible": responsible,
        "return_to": str(given.get("return_to") or responsible),
    }


def _report_form(settings: dict[str, Any]) -> ReportForm:
    """Return what the office's report bears: [report] of province.toml, else what follows from the province."""
    given = dict(settings.get("report") or {})
    unknown = sorted(given.keys() - {f.name for f in fields(ReportForm)})
    if unknown:
        raise ValueError(f"[report] có mục không hiểu: {', '.join(unknown)}")
    recipients = tuple(str(r) for r in given.pop("recipients", ReportForm().recipients))
    days = int(given.pop("days", ReportForm().days))
    told = {"above": f"Ủy ban nhân dân\ntỉnh {settings['name']}", "place": str(settings["name"])}
    return ReportForm(**told | {k: str(v) for k, v in given.items()}, recipients=recipients, days=days)


def _toml(path: Path, digest: Any) -> dict[str, Any]:
    data = path.read_bytes()
    digest.update(data)
    return tomllib.loads(data.decode("utf-8"))


def _rows(path: Path, digest: Any, needed: tuple[str, ...]) -> list[dict[str, str]]:
    data = path.read_bytes()
    digest.update(data)
    reader = csv.DictReader(data.decode("utf-8-sig").splitlines())
    missing = [c for c in needed if c not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"{path.name} thiếu cột {', '.join(missing)}")
    return [{k: (v or "").strip() for k, v in row.items() if k} for row in reader]


def _units(rows: list[dict[str, str]]) -> tuple[Unit, ...]:
    seen: set[str] = set()
    units = []
    for i, row in enumerate(rows):
        code = row["unit_code"]
        if not code or not row["name"] or not row["tier"]:
            raise ValueError(f"units.csv dòng {i + 2}: unit_code, tier và name không được trống")
        if code in seen:
            raise ValueError(f"units.csv dòng {i + 2}: mã {code} lặp lại")
        seen.add(code)
        units.append(Unit(code, row["tier"], row["name"], row["unit_type"], row["parent_code"], i))
    if not units:
        raise ValueError("units.csv không có đơn vị nào")
    return tuple(units)


def _aliases(rows: list[dict[str, str]]) -> tuple[Alias, ...]:
    kinds = {"alias", "retired", "dissolved", "not_a_unit"}
    out = []
    for i, row in enumerate(rows):
        if row["kind"] not in kinds:
            raise ValueError(f"aliases.csv dòng {i + 2}: kind phải là một trong {', '.join(sorted(kinds))}")
        out.append(Alias(row["alias"], row["unit_code"], row["kind"], row.get("until", ""), row.get("note", "")))
    return tuple(out)


def _former(rows: list[dict[str, str]]) -> tuple[FormerCommune, ...]:
    out = []
    for i, row in enumerate(rows):
        codes = tuple(c for c in row["new_codes"].split("|") if c)
        if row["relation"] not in ("whole", "part", "to confirm") or (row["relation"] == "whole" and len(codes) != 1):
            raise ValueError(f"former.csv dòng {i + 2}: relation phải là whole (một mã mới), part hoặc to confirm")
        out.append(FormerCommune(row["old_name"], row["old_district"], row["old_province"], codes, row["relation"]))
    return tuple(out)
