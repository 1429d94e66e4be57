FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image brings Node: without install scripts, the package that would bring another one stays empty.
RUN npm ci --ignore-scripts --loglevel=error
COPY nest-cli.json tsconfig.json tsconfig.build.json .swcrc ./
COPY src ./src
RUN node node_modules/@nestjs/cli/bin/nest.js build \
  && npm prune --omit=dev --ignore-scripts --loglevel=error

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="ehcp-tracker" \
  org.opencontainers.image.description="Statutory timelines of EHC needs assessments, plans and annual reviews in England" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=3000 \
  DATA_DIRECTORY=/app/data \
  SQLITE_TMPDIR=/app/data \
  EHCP_MASTER_KEY_FILE=/app/keys/master.key
WORKDIR /app
# The only places that are written to. Volumes mounted here take over their owner.
RUN install -d -o node -g node -m 0700 data keys
COPY docker/ehcp /usr/local/bin/ehcp
COPY docker/healthy.mjs ./docker/healthy.mjs
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "docker/healthy.mjs"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
