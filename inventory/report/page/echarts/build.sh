#!/bin/sh
# Makes echarts.min.js of the versions that package-lock.json pins (npm checks them by their digests). It needs npm, and the
# network once. The same inputs give the same bytes; the test of the page holds their digest.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
node node_modules/esbuild/install.js
node_modules/.bin/esbuild entry.js --bundle --minify --format=iife --global-name=echarts --target=es2020 --charset=ascii --legal-comments=none \
  --define:process.env.NODE_ENV='"production"' --outfile=bundle.tmp.js
{ printf '/*!\n'; cat NOTICE LICENSE-zrender LICENSE-d3; printf '*/\n'; cat bundle.tmp.js; } > echarts.min.js
rm -r bundle.tmp.js node_modules
sha256sum echarts.min.js
