# Builds with everything, runs with what is needed: Prisma's command line, a peer of its client, is not.
FROM node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY prisma.config.ts tsconfig.json tsconfig.build.json vite.config.ts ./
COPY prisma prisma
COPY client client
COPY src src
COPY docs/questions docs/questions
RUN npm run -s generate && npm run -s build && npm run -s dashboard && npm prune --omit=dev --omit=peer --omit=optional --ignore-scripts

FROM node:24-alpine
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY prisma/migrations prisma/migrations
COPY prisma/catalog prisma/catalog
COPY package.json ./
USER node
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/cli/uplift.js"]
CMD ["serve"]
