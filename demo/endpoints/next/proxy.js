import { NextResponse } from 'next/server';

// STAND-IN for your own sign-in: each browser gets a random cookie, and counts as one person.
export function proxy(request) {
  const response = NextResponse.next();
  const person = request.cookies.get('person')?.value;
  if (!/^demo-[\w-]{36}$/.test(person ?? ''))
    response.cookies.set('person', `demo-${crypto.randomUUID()}`, { httpOnly: true, sameSite: 'lax' });
  return response;
}

export const config = { matcher: '/' };
