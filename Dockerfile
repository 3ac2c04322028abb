# Two stages: build a virtual environment from the locked, hashed requirements, then run it as a plain user.
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
RUN /opt/prodworthy/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 prodworthy \
    && mkdir /data && chown prodworthy /data
COPY --from=build /opt/prodworthy /opt/prodworthy
USER prodworthy
WORKDIR /home/prodworthy
ENV PATH=/opt/prodworthy/bin:$PATH PRODWORTHY_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
CMD ["prodworthy", "serve"]
