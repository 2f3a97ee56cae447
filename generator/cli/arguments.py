"""parser: the arguments of every command, in Vietnamese."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from typing import Any, NoReturn

from generator import __version__
from generator.cli.building import build, check
from generator.cli.desk import doctor, new, schema
from generator.cli.documents import verify
from generator.cli.drafts import diff, fmt, history, issue, review, show
from generator.cli.importing import bring
from generator.cli.printing import PROGRAM
from generator.cli.units import cascade, explain, roll, rollup, update

_Command = Callable[[str, Any, str], argparse.ArgumentParser]


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _MESSAGES:
            found = re.match(pattern, message)
            if found:
                message = found.expand(words)
                break
        print(f"lỗi: {message}\n = gợi ý: xem cách dùng bằng `{self.prog} --help`", file=sys.stderr)
        raise SystemExit(2)

    def format_help(self) -> str:
        text = super().format_help()
        for english, words in (
            ("usage: ", "cách dùng: "),
            ("positional arguments:", "tham số:"),
            ("options:", "tùy chọn:"),
            ("show this help message and exit", "hiện hướng dẫn này"),
            ("show program's version number and exit", "hiện phiên bản"),
        ):
            text = text.replace(english, words)
        return text


_MESSAGES = (
    (r"the following arguments are required: (.*)", r"thiếu tham số: \1"),
    (r"unrecognized arguments: (.*)", r"không có tham số `\1`"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1 không nhận \2; chọn: \3"),
    (r"argument (\S+): invalid \w+ value: (.*)", r"\1 không nhận giá trị \2"),
    (r"argument (\S+): expected one argument", r"\1 cần một giá trị"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


_FORMS = ("text", "json", "sarif")


def _formats(text: str) -> tuple[str, ...]:
    from generator.build import FORMATS

    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [name for name in names if name not in FORMATS]
    if wrong or not names:
        raise argparse.ArgumentTypeError(f"không có dạng `{text}`; chọn trong: {', '.join(FORMATS)}")
    return names


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"phải là số từ 1 đến 256, ở đây là `{text}`")
    return int(text)


def _year(text: str) -> int:
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"phải là một năm, ví dụ 2027, ở đây là `{text}`")
    return int(text)


def _numbers(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in text.split(","):
        ends = re.fullmatch(r"\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*", part)
        if not ends:
            raise argparse.ArgumentTypeError(f"ghi các số trong danh sách, ví dụ 1,3,5-8, ở đây là `{text}`")
        found += range(int(ends[1]), int(ends[2] or ends[1]) + 1)
    return tuple(found)


def _day(text: str) -> Date:
    from generator import vietnamese

    try:
        found = vietnamese.parse_date(text)
    except ValueError:
        found = None
    if found is None or found.full is None:
        raise argparse.ArgumentTypeError(f"phải là một ngày, ví dụ 2022-01-28, ở đây là `{text}`")
    return found.full


def parser() -> argparse.ArgumentParser:
    parser = _Parser(PROGRAM, description="Soạn kế hoạch bằng YAML, in ra DOCX và PDF theo Nghị định 30/2020/NĐ-CP.")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True, parser_class=_Parser)

    def command(name: str, function: Any, words: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(command=function)
        return sub

    _building(command)
    _units(command)
    _drafts(command)
    _desk(command)
    return parser


def _building(command: _Command) -> None:
    sub = command("build", build, "in kế hoạch ra DOCX và PDF")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp kế hoạch .yaml, hoặc thư mục")
    sub.add_argument("-o", dest="folder", type=Path, default=Path("outputs"), metavar="THƯ_MỤC",
                     help="nơi ghi kết quả (mặc định: outputs)")  # fmt: skip
    sub.add_argument("--format", dest="formats", type=_formats, default=("docx", "pdf"), metavar="DẠNG",
                     help="docx, pdf hoặc docx,pdf (mặc định cả hai)")  # fmt: skip
    sub.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N",
                     help="số kế hoạch in cùng lúc (mặc định: số nhân của máy)")  # fmt: skip
    sub.add_argument("--template", type=Path, metavar="MẪU.docx", help="mẫu Word riêng của cơ quan")
    sub.add_argument("--force", action="store_true", help="in lại tất cả, kể cả kế hoạch không đổi")
    sub.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ in kế hoạch nào, vì sao; không ghi gì")
    sub.add_argument("--watch", action="store_true", help="chờ, hễ có tệp thay đổi thì in lại (Ctrl-C để thôi)")
    sub.add_argument(
        "--cluster", metavar="ĐỊA_CHỈ", help="in trên nhiều máy: địa chỉ của Dask, ví dụ tcp://10.0.0.5:8786"
    )
    sub.add_argument("--revision", action="store_true", help="dự thảo ghi thêm bản git mà nó được in ra từ đó")
    sub.add_argument("--allow-errors", action="store_true",
                     help="vẫn giao văn bản còn lỗi thể thức (bình thường thì không giao)")  # fmt: skip

    sub = command("check", check, "kiểm tra kế hoạch, không in")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp kế hoạch .yaml, hoặc thư mục")
    sub.add_argument("--template", type=Path, metavar="MẪU.docx", help="mẫu Word riêng của cơ quan")

    sub.add_argument("--strict", action="store_true", help="cảnh báo cũng tính là lỗi")
    sub.add_argument(
        "--format", dest="form", choices=_FORMS, default="text", metavar="DẠNG", help="text, json hoặc sarif"
    )

    sub = command("verify", verify, "kiểm tra thể thức của văn bản DOCX, PDF bất kỳ theo Nghị định 30/2020/NĐ-CP")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp .docx, .pdf, hoặc thư mục")
    sub.add_argument(
        "--format", dest="form", choices=_FORMS, default="text", metavar="DẠNG", help="text, json hoặc sarif"
    )
    sub.add_argument("--strict", action="store_true", help="cảnh báo cũng tính là lỗi")
    sub.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="số văn bản xem cùng lúc")
    sub.add_argument("--annotate", type=Path, metavar="RA.docx", help="ghi bản có nhận xét (Word comment) ở từng chỗ")
    sub.add_argument("--fix", type=Path, metavar="RA.docx",
                     help="ghi bản đã sửa những điều an toàn (lề, phông, cỡ chữ…), không đụng đến câu chữ")  # fmt: skip


def _units(command: _Command) -> None:
    sub = command("cascade", cascade, "tạo và in kế hoạch cho từng đơn vị cấp dưới")
    sub.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="kế hoạch hoặc mẫu của cấp trên (.yaml)")
    sub.add_argument(
        "--units", type=Path, metavar="TỆP", help="danh sách đơn vị (.csv, .xlsx, .yaml); mặc định như kế hoạch ghi"
    )
    sub.add_argument(
        "-o", dest="folder", type=Path, required=True, metavar="THƯ_MỤC", help="nơi ghi tệp của từng đơn vị"
    )
    sub.add_argument("--outputs", type=Path, metavar="THƯ_MỤC", help="nơi in DOCX, PDF (mặc định: outputs/tên thư mục)")
    sub.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="số kế hoạch in cùng lúc")
    sub.add_argument("--only-files", action="store_true", help="chỉ ghi tệp của từng đơn vị, không in")

    sub = command("explain", explain, "xem một giá trị đặt ở đâu, thay cho gì, có được sửa không")
    sub.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="tệp kế hoạch .yaml")
    sub.add_argument(
        "key", nargs="?", metavar="KHÓA", help="khóa hoặc id: title, ho-ngheo, ho-ngheo.value (để trống: xem hết)"
    )

    sub = command("rollup", rollup, "cộng chỉ tiêu của các đơn vị, so với kế hoạch chung")
    sub.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="kế hoạch của cấp trên (.yaml)")
    sub.add_argument("--plans", dest="folder", type=Path, metavar="THƯ_MỤC", help="nơi có kế hoạch của các đơn vị")
    sub.add_argument("--units", type=Path, metavar="TỆP", help="danh sách đơn vị, khi khác với kế hoạch ghi")
    sub.add_argument("--xlsx", type=Path, metavar="RA.xlsx", help="ghi thêm bảng Excel")
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )

    sub = command("update", update, "cập nhật kế hoạch của các đơn vị khi kế hoạch cấp trên thay đổi")
    sub.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục mà lệnh cascade đã ghi")
    sub.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi")
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )

    sub = command("roll", roll, "tạo dự thảo năm sau từ kế hoạch năm nay, kèm danh sách những chỗ phải xem")
    sub.add_argument(
        "path", type=Path, metavar="THƯ_MỤC", help="thư mục hoặc tệp kế hoạch của năm nay, ví dụ plans/2026"
    )
    sub.add_argument("--to", type=_year, required=True, metavar="NĂM", help="năm của dự thảo, ví dụ 2027")
    sub.add_argument(
        "--from", dest="since", type=_year, metavar="NĂM", help="năm của kế hoạch, khi chương trình không tự thấy"
    )
    sub.add_argument("-o", dest="out", type=Path, metavar="NƠI_GHI", help="mặc định: bên cạnh, tên đổi theo năm")
    sub.add_argument("--in-force", type=Path, metavar="TỆP.yaml", help="danh sách văn bản hết hiệu lực của cơ quan")
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )


def _drafts(command: _Command) -> None:
    sub = command("fmt", fmt, "đưa tệp kế hoạch về một dạng viết chuẩn, giữ mọi ghi chú, không đổi nội dung")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp .yaml, hoặc thư mục")
    sub.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi; có tệp chưa đúng dạng thì báo lỗi")
    sub.add_argument(
        "--tone-marks",
        choices=("cũ", "mới"),
        default="",
        metavar="KIỂU",
        help="đặt dấu thanh: cũ (hòa, ủy) hoặc mới (hoà, uỷ)",
    )

    sub = command("show", show, "in chữ của một tệp Word, để `git diff` xem được")
    sub.add_argument("path", type=Path, metavar="TỆP.docx")

    sub = command("diff", diff, "hai bản khác nhau ở đâu: theo việc, bằng lời; bản Word có đánh dấu; bản PDF có màu")
    sub.add_argument("old", metavar="BẢN_CŨ", help="tệp .yaml, hoặc PHIÊN_BẢN:tệp, ví dụ HEAD~3:plans/x.yaml")
    sub.add_argument("new", metavar="BẢN_MỚI", help="như trên")
    sub.add_argument("--format", dest="form", choices=("text", "json", "html"), default="text", metavar="DẠNG",
                     help="text, json hoặc html")  # fmt: skip
    sub.add_argument("--docx", type=Path, metavar="RA.docx", help="ghi bản Word có đánh dấu thay đổi (Track Changes)")
    sub.add_argument("--pdf", type=Path, metavar="RA.pdf", help="ghi bản PDF tô màu chỗ thêm, gạch chỗ bỏ")
    sub.add_argument("--author", default="", metavar="TÊN", help="tên người sửa, ghi ở từng chỗ đánh dấu")
    sub.add_argument("--date", type=_day, metavar="NGÀY", help="ngày sửa, ví dụ 2022-01-28")

    sub = command("review", review, "đọc bản Word đã được góp ý (Track Changes, nhận xét), đưa phần chọn vào kế hoạch")
    sub.add_argument("path", type=Path, metavar="TỆP.docx", help="bản Word in từ kế hoạch, người góp ý đã sửa")
    sub.add_argument("--plan", type=Path, required=True, metavar="KẾ_HOẠCH", help="tệp kế hoạch .yaml đã in ra bản đó")
    sub.add_argument("--all", dest="everything", action="store_true", help="đưa vào mọi chỗ sửa có đánh dấu")
    sub.add_argument("--ask", action="store_true", help="hỏi từng đề nghị một")
    sub.add_argument(
        "--pick", dest="numbers", type=_numbers, default=(), metavar="SỐ", help="đưa vào những số này: 1,3,5-8"
    )
    sub.add_argument(
        "--by",
        dest="authors",
        action="append",
        default=[],
        metavar="TÊN",
        help="đưa vào mọi đề nghị của một người (ghi được nhiều lần); “không đánh dấu” là phần sửa quên bật theo dõi",
    )
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )

    sub = command("issue", issue, "ban hành: ghi số, ngày vào kế hoạch, lưu DOCX, PDF và hồ sơ vào thư mục issued")
    sub.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="tệp kế hoạch .yaml")
    sub.add_argument("--number", default="", metavar="SỐ", help="số văn bản, ví dụ 29")
    sub.add_argument("--date", default="", metavar="NGÀY", help="ngày ban hành, ví dụ 2022-01-28 hoặc 28/01/2022")
    sub.add_argument("--reason", dest="why", default="", metavar="LÝ_DO", help="lý do, khi số không theo thứ tự ngày")
    sub.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")

    sub = command("history", history, "xem những kế hoạch đã ban hành; --verify: đối chiếu lại từng văn bản")
    sub.add_argument(
        "place",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="NƠI",
        help="thư mục, hoặc một tệp kế hoạch (mặc định: ở đây)",
    )
    sub.add_argument("--verify", action="store_true", help="in lại và nói chỗ nào khác, vì sao")
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )


def _desk(command: _Command) -> None:
    sub = command("import", bring, "nhập văn bản đã có (Word, PDF, web, chữ) thành kế hoạch YAML, nói rõ chỗ còn ngờ")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP",
                     help="tệp .docx, .doc, .odt, .rtf, .html, .md, .txt, .pdf, hoặc thư mục")  # fmt: skip
    sub.add_argument("-o", dest="out", type=Path, metavar="NƠI_GHI",
                     help="tệp .yaml, hoặc thư mục khi nhập nhiều tệp (mặc định: plans)")  # fmt: skip
    sub.add_argument("--changes", choices=("accept", "reject", "report"), default="report", metavar="CÁCH",
                     help="phần sửa có theo dõi: accept nhận, reject bỏ, report (mặc định) nhận và kể ra")  # fmt: skip
    sub.add_argument("--report", type=Path, metavar="RA.html",
                     help="trang đối chiếu bản nguồn với kế hoạch; nhiều tệp thì là một thư mục")  # fmt: skip
    sub.add_argument("--force", action="store_true", help="ghi đè tệp đã có")
    sub.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N",
                     help="số tệp nhập cùng lúc (mặc định: số nhân của máy)")  # fmt: skip
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )

    sub = command("schema", schema, "in lược đồ JSON để trình soạn thảo gợi ý khóa")
    sub.add_argument("--write", action="store_true", help="ghi vào schemas/plan.schema.json")

    command("doctor", doctor, "xem máy đã đủ phông chữ và công cụ chưa")

    sub = command("new", new, "tạo một kế hoạch mẫu để bắt đầu")
    sub.add_argument("path", type=Path, metavar="TỆP", help="tên tệp mới, ví dụ plans/giam-ngheo-2027.yaml")
