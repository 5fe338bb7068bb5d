import type { APIRoute } from 'astro';
import { pageContext } from '../page-context.ts';
import { robots } from '../views/sitemap.ts';

export const GET: APIRoute = () =>
  new Response(robots(pageContext()), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
