"""Rules about the name of a unit: it names one unit of the registry, in its section."""

from __future__ import annotations

from schemas.facts import Facts, UnitFacts, none_of
from schemas.rule import PointsAt, Rule, Severity

RULES: tuple[Rule, ...] = (
    Rule(
        code="name_missing",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Thiếu tên đơn vị",
        message="Ô {cell} để trống tên đơn vị trong khi dòng có ghi “{phone}”.",
        hint="Ghi tên đơn vị, ví dụ: {committee_ok}.",
        example="{committee_ok}",
        check=lambda row: none_of(row.name.blank),
        passes=("{unit_ok}",),
        fails=("", "…"),
    ),
    Rule(
        code="name_unknown",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Không có đơn vị này trong danh mục",
        message="Ô {cell} ghi “{raw}”; danh mục đơn vị không có tên này. {nearest}",
        hint="Chép đúng tên đơn vị từ danh mục{and_district}{as_listed}.",
        example="{unit_full_ok}",
        check=lambda row: (
            (row.name.candidates + row.name.proposals > 0)
            | (row.name.units > 1)
            | row.name.blank
            | row.name.letters_lost
            | row.name.other_body
            | row.name.former
        ),
        passes=("{unit_ok}",),
        fails=("Xã Không Có",),
    ),
    Rule(
        code="name_ambiguous",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Tên trùng, chưa rõ đơn vị nào",
        message="Ô {cell} ghi “{raw}”; có {count} đơn vị cùng khớp: {candidates}.",
        hint="Để phân biệt, ghi đủ loại và tên của đơn vị{and_district}, ví dụ: {choice}.",
        example="{choice_ok}",
        check=lambda row: row.name.candidates <= 1,
        passes=("{choice_ok}",),
        fails=("{twin}",),
    ),
    Rule(
        code="name_garbled",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Tên bị mất chữ",
        message="Ô {cell} ghi “{raw}”; chữ có dấu đã bị mất (thành “?” hoặc ký hiệu lạ), không khôi phục được.",
        hint="Gõ lại tên đơn vị bằng bảng mã Unicode, ví dụ: {unit_ok}.",
        example="{unit_ok}",
        check=lambda row: none_of(row.name.letters_lost),
        passes=("{unit_ok}",),
        fails=("{garbled}",),
    ),
    Rule(
        code="name_guessed",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Tên có thể viết sai chính tả",
        message="Ô {cell} ghi “{raw}”; có thể là: {candidates}. Hệ thống không tự chọn.",
        hint="Nếu đúng là đơn vị này thì ghi lại: {choice}.",
        example="{unit_ok}",
        check=lambda row: row.name.proposals == 0,
        passes=("{unit_ok}",),
        fails=("{misspelt}",),
    ),
    Rule(
        code="name_not_a_unit",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Không phải đơn vị phải báo cáo",
        message="Ô {cell} ghi “{raw}”: đây là cơ quan bên trong hoặc bên cạnh {nearest}, không phải đơn vị trong danh"
        " mục.",
        hint="Chỉ ghi đơn vị phải báo cáo và một số chung của đơn vị, ví dụ: {committee_ok}.",
        example="{committee_ok}",
        check=lambda row: none_of(row.name.other_body),
        passes=("UBND {unit_ok}",),
        fails=("Công an {unit_ok}",),
    ),
    Rule(
        code="name_retired",
        severity=Severity.WARNING,
        points_at=PointsAt.NAME,
        title="Tên hoặc loại đơn vị cũ",
        message="Ô {cell} ghi “{raw}”: {detail}. Được hiểu là {unit}.",
        hint="Lần sau ghi tên hiện nay: {unit}.",
        example="{unit_ok}",
        other_words=(
            (
                Severity.ERROR,
                "Ô {cell} ghi “{raw}”: {detail}. Dòng này không được công bố.",
                "Xóa dòng này, hoặc ghi đúng tên đơn vị hiện nay theo danh mục.",
            ),
        ),
        check=lambda row: none_of(row.name.former),
        error_if=lambda row: row.name.maps_to != 1,
        passes=("{unit_ok}",),
        fails=("{former}",),
    ),
    Rule(
        code="name_decoded",
        severity=Severity.INFO,
        points_at=PointsAt.NAME,
        title="Tên viết bằng bảng mã cũ",
        message="Ô {cell} viết bằng {encoding}, được đọc là “{decoded}”.",
        hint="Lần sau gõ bằng bảng mã Unicode (phông Times New Roman), ví dụ: {decoded}.",
        example="{unit_ok}",
        check=lambda row: row.name.encoding == "",
        passes=("{unit_ok}",),
        fails=("{old_font}",),
    ),
    Rule(
        code="tier_mismatch",
        severity=Severity.WARNING,
        points_at=PointsAt.NAME,
        title="Đơn vị nằm sai mục",
        message="{unit} được ghi ở mục {section} nhưng thuộc mục {tier}.",
        hint="Chuyển dòng này sang mục {tier}.",
        example="{committee_ok}",
        check=lambda row: (row.unit.tier == row.unit.section) | (row.unit.tier == "") | (row.unit.section == ""),
        passes=("{unit_ok}",),
        fails=("{agency_ok}", Facts(unit=UnitFacts("A", "C"))),
    ),
    Rule(
        code="many_units_in_row",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Một dòng ghi nhiều đơn vị",
        message="Ô {cell} ghi “{raw}”, gồm nhiều đơn vị: {candidates}.",
        hint="Tách mỗi đơn vị một dòng, mỗi dòng một số, ví dụ: {unit_full_ok}.",
        example="{unit_full_ok}",
        check=lambda row: row.name.units <= 1,
        passes=("{unit_ok}",),
        fails=("{two_units}",),
    ),
)
