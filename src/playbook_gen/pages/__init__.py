"""One plain value per page: what a page says, without a word of HTML; `urls` alone knows where pages are."""
