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
