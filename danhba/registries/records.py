"""The records of a registry: units, their other names, former communes, the form's sections, what the office's report
bears."""

from __future__ import annotations

from dataclasses import dataclass

CONTACT_COLUMNS = ("email", "zalo_phone", "contact_post", "ma_dinh_danh")  # of units.csv; each may lack
# An address as we write to it.
EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z0-9-]*[A-Za-z0-9]"


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that must have one hotline. The last four: how the office reaches it, '' where the registry does not
    say."""

    code: str
    tier: str
    name: str
    unit_type: str
    parent: str
    order: int
    email: str = ""
    zalo_phone: str = ""
    contact_post: str = ""  # who answers there, by post and never by name: Chánh Văn phòng
    ma_dinh_danh: str = ""  # the official code of Quyết định 20/2020/QĐ-TTg: H20.12


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
    """What the office's report bears (Nghị định 30/2020): organs, symbol, addressee, who signs, recipients; above: may
    have two lines; days: until the new date."""

    above: str = ""
    organ: str = "Văn phòng"
    number: str = "BC-VP"
    place: str = ""
    to: str = ""
    signer: str = "Chánh Văn phòng"
    signer_name: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")
    days: int = 7
