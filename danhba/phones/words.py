"""Words of a phone cell: placeholders, references to other rows."""

from __future__ import annotations

import re

# Matched on folded text: a cell that says there is no number yet.
PLACEHOLDER = re.compile(
    r"(?:(?:hien|hien tai|hien nay|tam thoi|don vi|xa|co quan)\s+)?"
    r"(?:chua(?:\s+(?:co|cap nhat|thiet lap|lap|bo tri|dang ky|lap dat|bao cao|gui|xac dinh|ro|cung cap|trang bi|nhan)\w*.*)?"
    r"|dang\s+(?:cap nhat|bo sung|lap|thiet lap|dang ky|lap dat|cho|xin|sua|lam thu tuc|trien khai).*"
    r"|(?:se\s+)?(?:cap nhat|bo sung|bao cao|cung cap|gui|thong bao)(?:\s+(?:sau|them|lai))?"
    r"|khong(?:\s+(?:co|so|su dung|dang ky|ap dung|bo tri|lap).*)?|trong|de trong|bo trong|ko(?:\s+co.*)?|k(?:\s+co.*)?|kg(?:\s+co.*)?"
    r"|nt|n\.t|n/a|#?n/a|na|nil|null|none|nan|nat|x+|tbd|tba|khuyet|0+)"
)
# A cell that sends the reader to another row.
REFERENCE = re.compile(
    r"(?:nhu\s+(?:tren|cu|so|cap|huyen|xa|ubnd)|cung\s+so|chung\s+so|dung\s+chung|su\s+dung\s+chung|theo\s+so|xem\s|giong\s"
    r"|so\s+(?:cua|chung|cu|tren)|lay\s+so|qua\s+so\s+cua|lien\s+he\s+(?:so\s+)?(?:cua|ubnd|huyen))"
)
