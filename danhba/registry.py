"""The registry: who must report, as data in a folder such as those of `registries/`.

`units.csv` lists the units, `aliases.csv` other names with their dates, `former.csv` the communes of before a
reorganisation and their successors, `later.csv` names that only came with the next one, `province.toml` the settings of
the province, its campaign and the sections of its form; `../numbering-plan-vn.csv` is the numbering plan. Reading
happens here, once a run.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from danhba.phones.numbering_plan import Plan, PlanLine, load_plan
from danhba.registries import DEFAULTS_FILE, NUMBERING_PLAN, defaults, find, shipped
from danhba.registries.campaign import FILE as CAMPAIGN_FILE
from danhba.registries.campaign import read_campaign
from danhba.registries.examples import examples_of
from danhba.registries.records import CONTACT_COLUMNS, EMAIL, Alias, FormerCommune, ReportForm, Section, Unit
from danhba.vietnamese.dated import days_in
from danhba.vietnamese.system_errors import system_words
from danhba.vietnamese.text import fold
from schemas.demands import Demand, demands_of
from schemas.examples import Examples

__all__ = ["Alias", "FormerCommune", "Registry", "RegistryError", "ReportForm", "Section", "Unit", "load_registry"]


_LETTERS_YEAR = re.compile(r"\bnam\s+(\d{4})\b")
_TYPE = re.compile(r"(?:huyện|thị xã|thành phố|xã|phường|thị trấn|đặc khu)\s+", re.I)


def _without_type(name: str) -> str:
    found = _TYPE.match(name)
    return name[found.end() :] if found else ""


def _day_of(letter: str) -> dt.date | None:
    return next(iter(days_in(letter)), None)


class RegistryError(Exception):
    """The registry cannot be used; the text is one clear line in Vietnamese."""


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
    former_area_codes: tuple[tuple[str, str], ...] = ()  # of former provinces, by name
    later: tuple[str, ...] = ()  # names of units that only a later registry has
    valid_from: dt.date | None = None  # the first and the last day on which these are the units
    valid_to: dt.date | None = None
    level: str = ""  # what the area is, within a sentence: tỉnh, thành phố
    help_line: str = ""  # whom to call where a unit has no number: 1022, '' for nobody
    report_form: ReportForm = field(default_factory=ReportForm)
    demands: tuple[Demand, ...] = ()  # what the campaign's letter asks; () where it declares nothing
    campaign: str = ""  # the id of a later campaign, '' of the registry's own
    begins: dt.datetime | None = None  # what is received from then on belongs to the later campaign
    carried: tuple[dict[str, str], ...] = ()  # lines of danh-ba.csv that stood published when it began
    earlier: tuple[str, ...] = ()  # letters of the campaigns before

    @property
    def committee(self) -> str:
        """The committee of the whole area, as its own letters name it: Ủy ban nhân dân Tỉnh."""
        return f"Ủy ban nhân dân {self.level[:1].upper()}{self.level[1:]}"

    @property
    def letter_line(self) -> str:
        """The letter that the form belongs to, with blanks where it has not been numbered."""
        return self.letter or f"Văn bản số      ngày      của {self.committee}"

    @cached_property
    def asked_in(self) -> int | None:
        """The year in which the campaign asks: of its letter, without one of its begin or its deadline; None where
        nothing says it."""
        year = _LETTERS_YEAR.search(fold(self.letter))
        since = self.begins or self.deadline
        return int(year[1]) if year else since.year if since else None

    @cached_property
    def first_asked(self) -> dt.date | None:
        """The day of the first campaign's letter that bears one."""
        return min((day for letter in (*self.earlier, self.letter) if (day := _day_of(letter))), default=None)

    @cached_property
    def asked_again(self) -> dt.date | None:
        """The day of a later campaign's letter, without one that of its begin; None in a registry's own campaign."""
        return None if self.begins is None else _day_of(self.letter) or self.begins.date()

    @cached_property
    def letters_before(self) -> frozenset[dt.date]:
        """The days of the letters of the campaigns before."""
        return frozenset(day for letter in self.earlier if (day := _day_of(letter)))

    @cached_property
    def stood(self) -> dict[str, tuple[str, str]]:
        """What stood published when a later campaign began: (E.164, extension) by unit code."""
        return {entry["unit_code"]: (entry["phone_e164"], entry["extension"]) for entry in self.carried}

    def out_of_force(self, day: dt.date) -> str:
        """Say that the registry is not in force on a day, '' where it is, or nobody says up to when."""
        if self.valid_from and day < self.valid_from:
            return (
                f"danh mục {self.path.name} chỉ có hiệu lực từ ngày {self.valid_from:%d/%m/%Y}, sau ngày {day:%d/%m/%Y}"
            )
        if self.valid_to and day > self.valid_to:
            return (
                f"danh mục {self.path.name} đã hết hiệu lực từ sau ngày {self.valid_to:%d/%m/%Y}, trước ngày "
                f"{day:%d/%m/%Y}"
            )
        return ""

    def out_of_campaign(self, as_of: dt.datetime | None = None) -> str:
        """Say that these were not the units at the campaign's date: its deadline, without one the time of the run."""
        day = self.deadline or as_of
        return self.out_of_force(day.date()) if day else ""

    @cached_property
    def level_words(self) -> tuple[tuple[str, ...], ...]:
        """The spellings of the level as tokens, as they stand behind a name or before the area's: tỉnh, tinh, and at
        the end t."""
        default = defaults()
        words = dict.fromkeys(spelt for level in (self.level, default["level"]) for spelt in (level, fold(level)))
        return (*(tuple(w.split()) for w in words if w), (default["level_abbreviation"],))

    @cached_property
    def examples(self) -> Examples:
        """What hints, forms and pages show by example."""
        names = {a.name for a in self.aliases} | {f.name for f in self.former}
        return examples_of(self.units, self.sections, self.plan, self.name, self.level, self.full_name, names)

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def spoken_names(self) -> tuple[str, ...]:
        """Names that a title may hold: of units of today and before, whole and without what they are."""
        known = [u.name for u in self.units]
        known += [a.name for a in self.aliases if a.unit_code and a.kind != "not_a_unit"]
        known += [name for one in self.former for name in (one.name, one.district, one.province)]
        known += [one.province.partition(" ")[2] for one in self.former]
        known += [rest for name in known if (rest := _without_type(name))]
        # A tab is named with the first letters: TPCL, H. LV, SNV.
        short = (u.name for u in self.units if self.by_code.get(u.parent) is None or u.tier != self.sections[-1].tier)
        known += ["".join(w[0] for w in name.split()) for n in short for name in (n, _without_type(n)) if " " in name]
        return tuple(dict.fromkeys(known))

    @cached_property
    def by_email(self) -> dict[str, Unit]:
        """The units by their address, in small letters; an address that two units share speaks for neither."""
        used = Counter(a for unit in self.units if (a := unit.email.lower()))
        return {a: unit for unit in self.units if used[a := unit.email.lower()] == 1 and re.fullmatch(EMAIL, a)}

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.plan_lines, self.area_codes, self.old_area_codes, self.shared_services)

    def plan_of(self, code: str) -> Plan:
        """Return the plan as seen from a unit: a number without area code takes that of the one former province that it
        lay in."""
        return self._local_plans.get(code, self.plan)

    @cached_property
    def _local_plans(self) -> dict[str, Plan]:
        codes = dict(self.former_area_codes)
        lay: dict[str, set[str]] = {}
        for one in self.former:
            for code in one.successors:
                lay.setdefault(code, set()).add(codes.get(one.province, ""))
        plans = {
            area: Plan(self.plan_lines, self.area_codes, self.old_area_codes, self.shared_services, (area,))
            for area in codes.values()
        }
        return {
            code: plans[next(iter(areas))] for code, areas in lay.items() if len(areas) == 1 and areas <= plans.keys()
        }

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
    if (path / CAMPAIGN_FILE).is_file():
        return _of_campaign(path)
    if not path.is_dir():
        raise RegistryError(
            f"Không có thư mục danh mục đơn vị “{path}”. Ghi đường dẫn tới thư mục, hoặc tên một danh mục có "
            f"sẵn: {', '.join(shipped())}."
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
        later_path = path / "later.csv"
        later = tuple(r["name"] for r in _rows(later_path, digest, ("name",))) if later_path.exists() else ()
        digest.update(plan_path.read_bytes())
        digest.update(DEFAULTS_FILE.read_bytes())
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
    registry = _registry(path, settings, units, aliases, former, plan_lines, digest.hexdigest())
    return replace(registry, later=later)


def _of_campaign(folder: Path) -> Registry:
    """Return the registry that a later campaign names, with what is the campaign's own."""
    try:
        campaign = read_campaign(folder)
    except OSError as error:
        raise RegistryError(f"Không đọc được đợt “{folder}”: {system_words(error)}.") from error
    except (ValueError, csv.Error) as error:
        raise RegistryError(f"Đợt “{folder}” có lỗi: {error}.") from error
    base = load_registry(campaign.registry)
    if base.campaign:
        raise RegistryError(f"Đợt “{folder}” phải dựa trên một danh mục đơn vị, không dựa trên đợt “{base.campaign}”.")
    try:
        tiers = [s.tier for s in base.sections]
        demands = base.demands if campaign.demands is None else demands_of(campaign.demands, tiers)
    except ValueError as error:
        raise RegistryError(f"Đợt “{folder}”: {CAMPAIGN_FILE} có lỗi: {error}.") from error
    return replace(
        base,
        campaign=campaign.id,
        letter=campaign.letter,
        begins=campaign.begins,
        deadline=campaign.deadline,
        demands=demands,
        carried=campaign.carried,
        earlier=(base.letter, *campaign.earlier),
        digest=hashlib.sha256(f"{base.digest} {campaign.digest}".encode()).hexdigest(),
    )


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
        registry = Registry(
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
            former_area_codes=tuple((str(k), str(v)) for k, v in (settings.get("former_area_codes") or {}).items()),
            valid_from=_day(settings, "valid_from"),
            valid_to=_day(settings, "valid_to"),
            level=str(settings.get("level") or defaults()["level"]),
            help_line=_help_line(settings),
            demands=demands_of(campaign.get("demands") or (), [s.tier for s in sections]),
        )
        return _office(registry, settings)
    except KeyError as error:
        raise RegistryError(f"Danh mục “{path}”: province.toml thiếu mục {error}.") from error
    except (TypeError, ValueError) as error:
        raise RegistryError(f"Danh mục “{path}”: province.toml có lỗi: {error}.") from error


def _day(settings: dict[str, Any], name: str) -> dt.date | None:
    text = settings.get(name)
    return dt.date.fromisoformat(str(text)) if text else None


def _help_line(settings: dict[str, Any]) -> str:
    """Return the number to call where a unit has none: help_line of province.toml, else the first service shared by
    all."""
    shared = settings.get("shared_services") or [""]
    return str(settings.get("help_line", shared[0]))


def _office(registry: Registry, settings: dict[str, Any]) -> Registry:
    """Return the registry with who publishes, who answers, where forms go: [office] of province.toml, else what follows
    from it."""
    given = settings.get("office") or {}
    speaks = registry.by_code.get(registry.province_office)
    responsible = str(given.get("responsible") or (speaks.name if speaks else f"Văn phòng {registry.committee}"))
    return replace(
        registry,
        organ=str(given.get("organ") or f"Ủy ban nhân dân {registry.level} {registry.name}"),
        responsible=responsible,
        return_to=str(given.get("return_to") or responsible),
        report_form=_report_form(registry, settings),
    )


def _report_form(registry: Registry, settings: dict[str, Any]) -> ReportForm:
    """Return what the office's report bears: [report] of province.toml, else what follows from the registry."""
    given = dict(settings.get("report") or {})
    unknown = sorted(given.keys() - {f.name for f in fields(ReportForm)})
    if unknown:
        raise ValueError(f"[report] có mục không hiểu: {', '.join(unknown)}")
    recipients = tuple(str(r) for r in given.pop("recipients", ReportForm().recipients))
    days = int(given.pop("days", ReportForm().days))
    above = f"Ủy ban nhân dân\n{registry.level} {registry.name}"
    follows = {"above": above, "place": registry.name, "to": f"Chủ tịch {registry.committee}"}
    return ReportForm(**follows | {k: str(v) for k, v in given.items()}, recipients=recipients, days=days)


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
        contact = (row.get(c, "") for c in CONTACT_COLUMNS)
        units.append(Unit(code, row["tier"], row["name"], row["unit_type"], row["parent_code"], i, *contact))
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
