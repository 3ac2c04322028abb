# Three stages: an environment from the locked, hashed requirements; a system with git and little else; and both
# together in an image that has nothing of what they were made with. It runs as a plain user.
# Another base is given by --build-arg BASE=…; pin it by its digest where you build for others.
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
WORKDIR /src
RUN apt-get update && apt-get install -y --no-install-recommends binutils
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
COPY deploy/unneeded.py /unneeded.py
RUN /opt/prodworthy/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/prodworthy/bin/pip uninstall -q -y setuptools wheel pip \
    && PYTHONDONTWRITEBYTECODE=1 /opt/prodworthy/bin/python /unneeded.py

FROM ${BASE} AS system
# Of git only its scripts are in Perl, and none of them is called; of Python what makes environments and packages goes.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && dpkg-query -W -f '${Package}\n' \
        | grep -xE 'perl|perl-modules-.*|libperl.*|git-man|python3-(pip|setuptools)-whl|python3.*-(venv|distutils|lib2to3)' \
        | xargs dpkg --purge --force-depends \
    && find / -xdev -depth \( -path '*/python3*/ensurepip' -o -path '*/python3*/idlelib' -o -path '*/python3*/tkinter' \
        -o -path '*/python3*/lib2to3' -o -path '*/python3*/config-3*' -o -path '*/python3*/site-packages/pip*' \
        -o -path '*/python3*/site-packages/setuptools*' -o -path '*/python3*/site-packages/wheel*' \
        -o -path '/usr/local/include/*' \) -exec rm -rf {} + \
    && find /usr/share/doc -type f ! -name copyright -delete \
    && rm -rf /usr/share/man /usr/share/locale /usr/share/info /usr/share/python-wheels /usr/share/git-core/contrib \
        /var/lib/apt/lists/* /var/cache/* /var/log/* /root/.cache /tmp/* \
    && useradd --no-create-home --home-dir /data --uid 10001 --shell /usr/sbin/nologin prodworthy

FROM scratch
COPY --from=system / /
COPY --from=build /opt/prodworthy /opt/prodworthy
RUN mkdir /data && chown prodworthy /data
USER 10001
WORKDIR /data
ENV PATH=/opt/prodworthy/bin:/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 \
    HOME=/data PRODWORTHY_DATA=/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/readyz', timeout=4)"]
CMD ["prodworthy", "serve"]
