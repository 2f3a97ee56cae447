# The front desk: each command is one line onto the program. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
KEHOACH := $(VENV)/bin/kehoach
PLAN ?= plans
FILE ?= outputs
OUT ?= outputs
JOBS ?= $(shell nproc 2>/dev/null || echo 1)
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help plan check fmt verify test lint types bench parity growth roll import import-report golden schema template docs lock clean font

help: ## xem các lệnh
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

plan: $(RUN) font ## in những kế hoạch đã đổi trong plans/ ra outputs/ (một kế hoạch: make plan PLAN=plans/x.yaml)
	@$(KEHOACH) build $(PLAN) -o $(OUT) --jobs $(JOBS)

check: $(RUN) font ## kiểm tra kế hoạch, không in
	@$(KEHOACH) check $(PLAN)

fmt: $(RUN) ## đưa các kế hoạch về một dạng viết chuẩn, không đổi nội dung
	@$(KEHOACH) fmt $(PLAN)

verify: $(RUN) font ## kiểm tra thể thức của văn bản Word, PDF (make verify FILE=văn-bản.docx)
	@$(KEHOACH) verify $(FILE) --jobs $(JOBS)

test: $(DEV) font ## chạy các bài kiểm tra của chương trình
	@$(VENV)/bin/python -m pytest -n auto

lint: $(DEV) ## kiểm tra cách viết mã
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .

types: $(DEV) ## kiểm tra kiểu
	@$(VENV)/bin/mypy

bench: $(DEV) font ## đo tốc độ một kế hoạch và cả loạt, ghi outputs/bench.json
	@$(VENV)/bin/python -m benchmarks.bench; one=$$?; $(VENV)/bin/python -m benchmarks.batch && exit $$one

growth: $(DEV) font ## đo 10, 100, 1.000, 3.321 kế hoạch và từng bước, ghi docs/quy-mo.md
	@$(VENV)/bin/python -m benchmarks.growth
	@$(VENV)/bin/python -m benchmarks.stages

roll: $(RUN) ## tạo dự thảo năm sau (make roll PLAN=plans/2026 TO=2027)
	@$(KEHOACH) roll $(PLAN) --to $(TO)

parity: plan $(DEV) ## so từng dòng PDF với LibreOffice
	@$(VENV)/bin/python benchmarks/parity.py $(OUT)

import: $(RUN) font ## nhập văn bản đã có thành kế hoạch (make import FILE=cũ.docx OUT=plans/x.yaml; hoặc cả thư mục)
	@$(KEHOACH) import "$(FILE)" -o "$(if $(filter outputs,$(OUT)),plans,$(OUT))" --jobs $(JOBS)

import-report: $(DEV) font ## đo việc nhập văn bản trên các kế hoạch thật, ghi docs/nhap-ket-qua.md
	@$(VENV)/bin/python tools/import_report.py

golden: $(DEV) font ## ghi lại các kết quả mẫu trong tests/ rồi xem bằng git diff
	@$(VENV)/bin/python -m pytest -n0 --golden tests/test_golden.py tests/test_problems.py tests/test_register.py tests/test_cascade.py || true
	@git diff --stat -- tests

schema: $(RUN) ## ghi lại schemas/plan.schema.json
	@$(KEHOACH) schema --write

template: $(RUN) ## đóng templates/plan/ thành templates/plan.docx
	@$(VENV)/bin/python tools/pack_template.py

docs: $(RUN) ## ghi lại bảng các khóa trong docs/ngon-ngu.md, các quy tắc trong docs/rules.md
	@$(VENV)/bin/python tools/write_docs.py
	@$(VENV)/bin/python tools/write_rules.py
	@$(VENV)/bin/python tools/write_errors.py

font: $(RUN)
	@$(VENV)/bin/python tools/ensure_font.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên (đặt PYTHON=python3.12 chẳng hạn)"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Cần gói python3-venv: sudo apt-get install python3-venv"; exit 2; }

$(RUN): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "cài các thư viện đã khóa phiên bản..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

lock: ## khóa lại phiên bản các thư viện (cần uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml tools/build.in -o requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml tools/build.in -c requirements.lock -o requirements-dev.lock

clean: ## xóa môi trường và kết quả
	@rm -rf $(VENV) $(OUT) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
