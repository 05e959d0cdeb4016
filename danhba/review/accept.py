"""Whose decisions and calls count: those of a workbook that this installation issued and that came from the reviewers'
folder. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from danhba.review.seal import Seal, genuine


def told_of(
    place: str, count: int, why: str, folder: str, calls: bool = False, sent: bool = False
) -> dict[str, object]:
    """Return the parameters of `decision_unsigned`: where the workbook was found, how many decisions it holds, why it
    is refused.

    folder: the reviewers', as people are told; calls: it holds calls, and the finding is `call_unsigned`; sent: it
    tells of sent packages, and the finding is `sent_unsigned`.
    """
    if sent:
        todo = (
            "Nếu là danh sách gói đã tự gửi: mở da-gui.xlsx mới nhất trong outbox/review, ghi lại rồi chép vào thư "
            f"mục của người duyệt, ví dụ: {folder}/da-gui.xlsx. Nếu không: hỏi người gửi vì sao gửi tệp này."
        )
        return {"place": place, "raw": f"{count} gói đã gửi", "why": why, "todo": todo}
    if calls:
        todo = (
            "Nếu là kết quả gọi kiểm tra: mở goi-thu.xlsx mới nhất trong outbox/review, ghi lại rồi chép vào thư "
            "mục của "
            f"người duyệt, ví dụ: {folder}/goi-thu.xlsx. Nếu không: hỏi người gửi vì sao gửi tệp này."
        )
        return {"place": place, "raw": f"{count} dòng gọi kiểm tra", "why": why, "todo": todo}
    return {
        "place": place,
        "raw": f"{count} quyết định",
        "why": why,
        "todo": (
            "Nếu là quyết định của người duyệt: mở quyet-dinh.xlsx mới nhất trong outbox/review, chọn lại rồi chép vào "
            f"thư mục của người duyệt, ví dụ: {folder}/quyet-dinh.xlsx. "
            "Nếu không: hỏi người gửi vì sao gửi tệp này."
        ),
    }


def refusal(seals: Iterable[Seal], key: bytes, from_reviewers: bool, container: bool) -> str:
    """Return in Vietnamese why a workbook of decisions is not accepted, '' when it is. One wrong line is enough:
    somebody changed it.

    from_reviewers: it lay in the reviewers' folder; container: it came inside a mail or an archive.
    """
    if container:
        return "tệp nằm trong thư hoặc tệp nén"
    if not from_reviewers:
        return "tệp không nằm trong thư mục của người duyệt"
    if not all(genuine(key, seal) for seal in seals):
        return "có dòng không mang đúng chữ ký của danhba: bảng không do danhba ở đây phát hành, hoặc câu hỏi đã bị sửa"
    return ""
