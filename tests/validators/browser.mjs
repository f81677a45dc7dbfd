// One Chromium for all, with a fresh profile that goes when it ends.
import { findProgram, load } from './programs.mjs';

export async function openBrowser() {
  const { chromium } = await load('playwright-core');
  const program = await findProgram(['/usr/bin/chromium', 'chromium', 'chromium-browser', 'google-chrome'], 'chromium');
  return chromium.launch({
    executablePath: program,
    headless: true,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
