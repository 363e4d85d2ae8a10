// Keeps `test:mongo` from passing without the server that it is about.
if (!process.env.MONGODB_URI) {
  console.error('Set MONGODB_URI to a replica set or sharded cluster that tests may write to.');
  process.exitCode = 1;
}
