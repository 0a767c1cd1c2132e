import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, documentHeaders } from './headers';

const NOTHING = { connect: [], images: [] };

describe('where a page reports to', () => {
  it('is said in both ways browsers know, and only where somebody listens', () => {
    const policy = contentSecurityPolicy(NOTHING, '/api/reports/csp');
    expect(policy).toMatch(/; report-uri \/api\/reports\/csp; report-to csp$/);
    expect(documentHeaders(policy)).toMatchObject({ 'content-security-policy': policy, 'reporting-endpoints': 'csp="/api/reports/csp"' });
    const silent = contentSecurityPolicy(NOTHING);
    expect(silent).not.toContain('report');
    expect(documentHeaders(silent)).not.toHaveProperty('reporting-endpoints');
  });
});

describe('frames, streams and pictures of others', () => {
  it('are opened for exactly the origins named, and otherwise not at all', () => {
    const closed = contentSecurityPolicy(NOTHING);
    expect(closed).not.toMatch(/frame-src|media-src/);
    const open = contentSecurityPolicy({ ...NOTHING, frames: ['https://maps.example'], streams: [] });
    expect(open).toContain('; frame-src https://maps.example;');
    expect(open).toContain("; media-src 'self';");
    expect(open).toContain("; script-src 'self';");
  });
});
