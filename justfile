# Recipes for those who work on kg; `just` alone lists them. Each is a command that also runs by itself.

default:
    @just --list

# what CI runs
ci:
    .ci/run

# the fast tests: on stored parses, without the language model
test *ARGS:
    python -m pytest -m "not slow" {{ARGS}}

# the properties on examples that no run has tried; what it finds becomes an @example of its test
explore *ARGS:
    python -m pytest --hypothesis-profile=explore -m hypothesis {{ARGS}}

# claims gained, lost and changed since REV, over ../shared/reports or the sample reports
corpus-diff REV *ARGS:
    python bench/corpus_diff.py {{REV}} {{ARGS}}

# all benchmarks: ratios, each measured in one run
bench:
    python bench/startup.py
    python bench/load.py
    python bench/size.py
    python bench/validate.py
    python bench/linear.py
    python bench/importing.py
    python bench/answers.py
    python bench/linking_scale.py
    python bench/linking_service.py
    python bench/output.py
    python bench/linking.py
    python bench/linking_size.py --actors 1000
