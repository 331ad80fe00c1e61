FROM denoland/deno:2.9.6

WORKDIR /app
ENV HOST=0.0.0.0 DENO_NO_UPDATE_CHECK=1

# Packages change seldom: a layer of their own. `--frozen`: only what deno.lock names and verifies.
COPY deno.json deno.lock ./
RUN deno install --frozen

# Compiled here, so that nothing has to be written when it runs.
COPY sql sql
COPY src src
RUN find src -name "*.ts" | xargs deno cache --frozen \
  && mkdir .data && chown deno:deno .data && chmod 700 .data

# The embedded database, when there is no DB_HOST; with it nothing is written and the file system
# may be read-only.
VOLUME /app/.data

USER deno
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=15s \
  CMD deno run --no-prompt --allow-net=127.0.0.1 src/commands/healthcheck.ts "${PORT:-8000}"

# With the rights that the configuration needs and no others: src/commands/permissions.ts prints them.
CMD ["deno", "task", "start"]
