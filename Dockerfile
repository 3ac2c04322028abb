# Two stages: build a virtual environment from the locked, hashed requirements, then run it as a plain user.
# Another base is given by --build-arg BASE=…; pin it by its digest where you build for others.
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python3 -m venv /opt/prodworthy \
    && /opt/prodworthy/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY app.py cli.py ./
COPY content content
COPY assessment assessment
COPY scoring scoring
COPY reports reports
COPY engagement engagement
COPY ui ui
COPY cli_commands cli_commands
# What only builds or tests packages does not serve anybody; what is left is compiled, as nothing can be at run time.
RUN /opt/prodworthy/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/prodworthy/bin/pip uninstall -q -y setuptools wheel pip \
    && find /opt/prodworthy/lib -type d \( -path '*/pyarrow/include' -o -path '*/pyarrow/tests' -o -path '*/pandas/tests' \
        -o -path '*/numpy/*/tests' -o -path '*/scipy/*/tests' -o -path '*/ibis/backends/*/tests' -o -path '*/sqlalchemy/testing' \) \
        -prune -exec rm -rf {} +

FROM ${BASE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --no-create-home --home-dir /data --uid 10001 --shell /usr/sbin/nologin prodworthy \
    && mkdir /data && chown prodworthy /data
COPY --from=build /opt/prodworthy /opt/prodworthy
USER 10001
WORKDIR /data
ENV PATH=/opt/prodworthy/bin:$PATH HOME=/data PRODWORTHY_DATA=/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/readyz', timeout=4)"]
CMD ["prodworthy", "serve"]
