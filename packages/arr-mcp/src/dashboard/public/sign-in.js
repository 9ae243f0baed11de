// A browser keeps the SameSite=Strict cookie back when a link on another site leads here. Then the cookie is there
// all the same: asked for by this page it is sent, and so it is when this page leads to the status.
const mark = '?signed-in';

async function openWhenSignedIn() {
  const answer = await fetch('/?part=main', { method: 'HEAD', cache: 'no-store' });
  if (answer.ok) location.replace(`/${mark}`);
}

// Once only, whatever the browser does with the cookie.
if (location.search !== mark) void openWhenSignedIn();
