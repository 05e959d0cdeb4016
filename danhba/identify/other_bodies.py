"""Bodies that are no units of ours: the police of a commune, a division of a district or of an agency."""

from __future__ import annotations

from danhba.identify import result
from danhba.identify.agencies import AgencyNames
from danhba.identify.index import squash, units_of
from danhba.identify.places import PlaceNames
from danhba.identify.result import Match, Scope
from danhba.registry import Registry
from danhba.vietnamese.names import Level, syllable, tidy, tokens_of
from danhba.vietnamese.text import fold

_NOT_UNITS = tuple(
    tuple(w.split())
    for w in (
        "công an", "ca", "trạm y tế", "trạm", "phòng", "chi cục", "ban chỉ huy", "bchqs", "bch", "trường", "bệnh viện",
        "trung tâm", "tt yt",
        "hội", "đoàn", "mặt trận", "ubmttq", "ub mttq", "ủy ban mttq", "ủy ban mặt trận", "kho bạc", "kbnn",
        "bảo hiểm xã hội", "bhxh",
        "tòa án", "viện kiểm sát", "thi hành án", "ban quản lý", "ban", "hợp tác xã", "htx", "ấp", "khóm", "tổ", "đội",
        "huyện ủy", "thành ủy",
        "thị ủy", "đảng ủy", "hđnd", "hội đồng nhân dân", "bộ phận", "chi nhánh", "ngân hàng", "điện lực", "bưu điện",
        "quân sự",
        "văn phòng đăng ký đất đai", "thanh tra", "liên đoàn", "hạt", "nhà", "vksnd", "tand", "công ty", "xí nghiệp",
        "chợ", "đài", "khu phố",
        "công đoàn", "câu lạc bộ", "khu di tích", "bến xe", "thư viện", "đồn", "trung đoàn", "tiểu đoàn", "trại",
    )
)  # fmt: skip
_NOT_UNITS_EXACT = frozenset(tuple(syllable(t) for t in w) for w in _NOT_UNITS)
_NOT_UNITS_BARE = frozenset(tuple(fold(t) for t in w) for w in _NOT_UNITS)
_LONGEST = 40  # words of a unit's name: more are none
_BEFORE_BODY = {"vp", "phong", "va", "ban", "ubnd", "huy"}


class OtherBodies:
    """Knows bodies by the words they begin with, and those that the registry itself names as no units."""

    def __init__(self, registry: Registry, agencies: AgencyNames, places: PlaceNames) -> None:
        self._agencies, self._places = agencies, places
        self._names = {
            squash(agencies.core(tokens_of(tidy(alias.name))), Level.BARE)
            for alias in registry.aliases
            if alias.kind == "not_a_unit"
        }

    def answer(self, tokens: tuple[str, ...]) -> Match | None:
        """Recognise a body below or beside a unit: police of a commune, a division of a district or an agency."""
        if squash(self._agencies.core(tokens), Level.BARE) in self._names:
            return result.other_body()
        plain = all(t.isascii() for t in tokens)
        words = tuple(fold(t) for t in tokens) if plain else tuple(syllable(t) for t in tokens)
        bodies = _NOT_UNITS_BARE if plain else _NOT_UNITS_EXACT
        starts = [0, *(i for i in range(1, min(len(words), 4)) if fold(tokens[i - 1]) in _BEFORE_BODY)]
        if not any(words[i : i + n] in bodies for i in starts for n in range(1, min(6, len(words) - i))):
            return None
        for i in range(max(1, len(tokens) - _LONGEST), len(tokens)):
            rest = tokens[i:]
            for level in Level:
                if level is Level.BARE and not plain:
                    break
                found = self._places.of_name(rest, level)
                if found and (found[1] or len(rest) > 1):
                    return result.other_body(units_of(found[0]))
                agencies = self._agencies.named(rest, level)
                if agencies and len(rest) > 1:
                    return result.other_body(tuple(agencies))
            if len(rest) > 1 and fold(rest[0]) == "so" and len(spelled := self._agencies.spelled(rest, Scope())) == 1:
                return result.other_body(tuple(spelled))
        return None
