/** Writing GeoJSON (RFC 7946): an incident is a feature at the point of its regency or province, or nowhere. */
import type { About, Sink, TableWriter } from './sink.js';

/** The filter and the number of rows stand at the end, beside the features, as RFC 7946 allows. */
export function geoWriter(sink: Sink, { filter }: About): TableWriter {
  let count = 0;
  return {
    write: async (rows) => {
      const features = rows.map(({ latitude, longitude, event_id: id, ...properties }) =>
        JSON.stringify({
          type: 'Feature',
          id,
          geometry:
            typeof latitude === 'number' && typeof longitude === 'number'
              ? { type: 'Point', coordinates: [longitude, latitude] }
              : null,
          properties: { event_id: id, ...properties },
        }),
      );
      const opening = count === 0 ? '{"type":"FeatureCollection","features":[\n' : ',\n';
      if (features.length > 0) await sink(Buffer.from(opening + features.join(',\n')));
      count += rows.length;
    },
    end: async () => {
      const opening = count === 0 ? '{"type":"FeatureCollection","features":[' : '';
      await sink(Buffer.from(`${opening}\n],"filter":${JSON.stringify(filter)},"rows":${count}}\n`));
      return count;
    },
  };
}
